package org.geben.application.http;

import org.geben.kernel.Malformed;
import org.geben.kernel.RuleViolation;
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
                        "%s must be %s.".formatted(name, Expected.of(mismatch.getRequiredType())))
                .at(name);
    }
}
