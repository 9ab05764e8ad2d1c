package org.geben.application.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.geben.application.http.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import tools.jackson.databind.json.JsonMapper;

/** Answers a call without a valid key as RFC 9457 problem details. */
final class AccessProblem implements AuthenticationEntryPoint {

    private final JsonMapper json;

    AccessProblem(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        Problem problem = AccessKeyFilter.presentedKey(request).isPresent()
                ? Problem.of(HttpStatus.UNAUTHORIZED, "ACCESS_KEY_WRONG", "The access key is not the right one.")
                : Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "ACCESS_KEY_MISSING",
                        "Send the access key as 'Authorization: Bearer KEY'.");
        response.setStatus(problem.status());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
    }
}
