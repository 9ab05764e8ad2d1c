package org.geben.query;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.geben.query.generation.Origin;
import org.geben.query.generation.ReadSide;
import org.geben.query.generation.ReadingOverHttp;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
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
        // Endpoints that answer from no view would want more than is here.
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.registerBean(Views.class, () -> ReadSide.shared().views(story, clock, AllProjections.FOUND));
        context.refresh();
        http = MockMvcTester.from(context);
    }

    Views views() {
        return context.getBean(Views.class);
    }

    SetClock clock() {
        return clock;
    }

    /** What answers from a view. */
    List<HandlerMethod> endpoints() {
        return handlers().values().stream().filter(ViewServer::answersFromAView).toList();
    }

    private static boolean answersFromAView(HandlerMethod handler) {
        Class<?> answer = handler.getReturnType().getParameterType();
        return answer.isRecord()
                && List.of(answer.getRecordComponents()).stream()
                        .anyMatch(component -> component.getType() == Origin.class);
    }

    private Map<RequestMappingInfo, HandlerMethod> handlers() {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
    }

    /**
     * The paths of all views, those with variables once for each of their values.
     *
     * @param values by what stands before the variable
     */
    List<String> paths(Map<String, List<?>> values) {
        return handlers().entrySet().stream()
                .filter(handler -> answersFromAView(handler.getValue()))
                .flatMap(handler -> handler.getKey().getPatternValues().stream())
                .sorted()
                .flatMap(pattern -> filled(pattern, values))
                .toList();
    }

    private static Stream<String> filled(String pattern, Map<String, List<?>> values) {
        int variable = pattern.indexOf('{');
        if (variable < 0) {
            return Stream.of(pattern);
        }
        String before = pattern.substring(0, variable);
        String after = pattern.substring(pattern.indexOf('}') + 1);
        List<?> known = values.entrySet().stream()
                .filter(entry -> before.endsWith(entry.getKey()))
                .findFirst()
                .<List<?>>map(Map.Entry::getValue)
                .orElseThrow(
                        () -> new IllegalArgumentException("There are no values to ask %s with".formatted(pattern)));
        return known.stream().flatMap(value -> filled(before + value + after, values));
    }

    /**
     * What all pages say to the reader, or the code of the refusal; without what tells one generation from another.
     *
     * @param path with a query, or without one
     */
    String read(String path, String asked, @Nullable Object reader) throws UnsupportedEncodingException {
        StringBuilder said = new StringBuilder();
        String cursor = "";
        while (true) {
            var request = http.get()
                    .uri(URI.create(path + (path.contains("?") ? "&" : "?") + "limit=3"
                            + (path.contains("from=") ? "" : "&window=month") + asked + cursor));
            MvcTestResult answer =
                    (reader == null ? request : request.header(Reader.HEADER, reader.toString())).exchange();
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
    @ComponentScan(
            basePackages = "org.geben.query",
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*(Test|Server|OverHttp)\\b.*"))
    @Import(ReadingOverHttp.class)
    static class Endpoints {}
}
