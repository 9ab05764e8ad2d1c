package org.geben.application.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import org.geben.query.Refusal;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a parameter that is there twice, of which one would be overlooked, or both be read as one text. */
final class RepeatedParameters implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // What stands in a form would be read from the body, which is not for this to read.
        if (handler instanceof HandlerMethod method && request.getQueryString() != null) {
            for (Map.Entry<String, String[]> parameter :
                    request.getParameterMap().entrySet()) {
                if (parameter.getValue().length > 1 && !isList(method, parameter.getKey())) {
                    String name = Excerpt.of(parameter.getKey());
                    throw Refusal.badRequest("PARAMETER_REPEATED", "%s may be given once.".formatted(name), name);
                }
            }
        }
        return true;
    }

    private static boolean isList(HandlerMethod method, String name) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .filter(parameter -> name.equals(parameter.getParameter().getName()))
                .map(MethodParameter::getParameterType)
                .anyMatch(type -> type.isArray() || Iterable.class.isAssignableFrom(type));
    }
}
