package org.geben.application.http;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.geben.application.http.Problem.Wrong;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterValidationResult;

/** Lists what bean validation has found. */
final class WrongFields {
    private static final Set<String> REQUIRING = Set.of("NotNull", "NotBlank", "NotEmpty");
    private static final int MOST = 50;

    private WrongFields() {}

    static Problem problem(BindingResult result) {
        List<Wrong> wrong = result.getFieldErrors().stream()
                .map(WrongFields::wrong)
                .sorted(Comparator.comparing(Wrong::pointer))
                .limit(MOST)
                .toList();
        if (wrong.isEmpty()) {
            return Problem.of(HttpStatus.BAD_REQUEST, "FIELD_INVALID", "The body contradicts itself.");
        }
        Wrong first = wrong.getFirst();
        return Problem.of(HttpStatus.BAD_REQUEST, first.code(), first.detail())
                .at(first.pointer())
                .with(wrong);
    }

    static Problem problem(MethodValidationResult result) {
        ParameterValidationResult first = result.getParameterValidationResults().getFirst();
        String name = Objects.requireNonNullElse(first.getMethodParameter().getParameterName(), "A parameter");
        MessageSourceResolvable error = first.getResolvableErrors().getFirst();
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "PARAMETER_INVALID",
                        "%s %s.".formatted(name, Objects.requireNonNullElse(error.getDefaultMessage(), "is invalid")))
                .at(name);
    }

    private static Wrong wrong(FieldError error) {
        String pointer =
                "/" + error.getField().replace("[", "/").replace("]", "").replace('.', '/');
        return error.getRejectedValue() == null && REQUIRING.contains(error.getCode())
                ? new Wrong("FIELD_MISSING", pointer, "%s is missing.".formatted(pointer))
                : new Wrong(
                        "FIELD_INVALID",
                        pointer,
                        "%s %s."
                                .formatted(
                                        pointer, Objects.requireNonNullElse(error.getDefaultMessage(), "is invalid")));
    }
}
