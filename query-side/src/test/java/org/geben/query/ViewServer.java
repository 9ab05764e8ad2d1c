package org.geben.query;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.geben.query.generation.Origin;
import org.geben.query.generation.Projection;
import org.geben.query.generation.ReadSide;
import org.geben.query.generation.ReadingOverHttp;
import org.geben.query.generation.Views;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every view over HTTP, of one story. */
final class ViewServer implements AutoCloseable {
    private final GenericWebApplicationContext context = new GenericWebApplicationContext(new MockServletContext());
    private final SetClock clock = new SetClock();
    private final MockMvcTester http;

    ViewServer(Story story) {
        new AnnotatedBeanDefinitionReader(context).register(Endpoints.class);
        context.registerBean(Views.class, () -> ReadSide.shared().views(story, clock, projections()));
        context.refresh();
        http = MockMvcTester.from(context);
    }

    Views views() {
        return context.getBean(Views.class);
    }

    SetClock clock() {
        return clock;
    }

    List<Projection<?>> projections() {
        return context.getBeansOfType(Projection.class).values().stream()
                .<Projection<?>>map(projection -> projection)
                .toList();
    }

    /** What answers from a view. */
    List<HandlerMethod> endpoints() {
        return handlers().values().stream()
                .filter(handler -> answersFromAView(handler.getReturnType().getParameterType()))
                .toList();
    }

    private static boolean answersFromAView(Class<?> answer) {
        return answer.isRecord()
                && List.of(answer.getRecordComponents()).stream()
                        .anyMatch(component -> component.getType() == Origin.class);
    }

    private Map<RequestMappingInfo, HandlerMethod> handlers() {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
    }

    /** The paths of all views, those with variables once for each of their values. */
    List<String> paths(Map<String, List<?>> values) {
        List<String> paths = new ArrayList<>();
        handlers().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .sorted(Comparator.naturalOrder())
                .forEach(pattern -> {
                    int variable = pattern.indexOf('{');
                    if (variable < 0) {
                        paths.add(pattern);
                    } else {
                        String before = pattern.substring(0, variable);
                        values.keySet().stream()
                                .filter(before::endsWith)
                                .flatMap(key -> Objects.requireNonNull(values.get(key)).stream())
                                .forEach(value -> paths.add(before + value));
                    }
                });
        return paths;
    }

    /** What all pages say, or the code of the refusal; without what tells one generation from another. */
    String read(String path, String asked) throws UnsupportedEncodingException {
        StringBuilder said = new StringBuilder();
        String cursor = "";
        while (true) {
            MvcTestResult answer = http.get()
                    .uri(URI.create(path + "?limit=3&window=month" + asked + cursor))
                    .exchange();
            Throwable failure = answer.getUnresolvedException();
            if (failure != null && failure.getCause() instanceof Refusal refusal) {
                return said + refusal.code();
            }
            ObjectNode body = (ObjectNode)
                    JsonMapper.shared().readTree(answer.getResponse().getContentAsString());
            body.remove("generation");
            JsonNode next = body.remove("next");
            said.append(body).append('\n');
            if (next == null || next.isNull()) {
                return said.toString();
            }
            cursor = "&cursor=" + next.asString();
        }
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @ComponentScan({"org.geben.query.feed", "org.geben.query.leaderboard", "org.geben.query.health"})
    @Import(ReadingOverHttp.class)
    static class Endpoints {}
}
