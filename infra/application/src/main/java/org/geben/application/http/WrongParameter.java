package org.geben.application.http;

import static java.util.stream.Collectors.joining;

import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.UUID;
import org.geben.kernel.Malformed;
import org.geben.kernel.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Says of a parameter, a header or a part of the path what it should have been. */
final class WrongParameter {
    private WrongParameter() {}

    static Problem problem(MethodArgumentTypeMismatchException mismatch) {
        RequestHeader header = mismatch.getParameter().getParameterAnnotation(RequestHeader.class);
        String name = header == null || header.name().isEmpty() ? mismatch.getName() : header.name();
        Throwable root = NestedExceptionUtils.getMostSpecificCause(mismatch);
        if (root instanceof Malformed malformed) {
            return Problems.of(malformed).at(name);
        }
        if (root instanceof RuleViolation broken) {
            return Problems.of(broken).at(name);
        }
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        header == null ? "PARAMETER_INVALID" : "HEADER_INVALID",
                        "%s must be %s.".formatted(name, expected(mismatch.getRequiredType())))
                .at(name);
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another form";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(joining(", "));
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return "a number within bounds";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        return Temporal.class.isAssignableFrom(type) ? "a time after RFC 3339" : "of another form";
    }
}
