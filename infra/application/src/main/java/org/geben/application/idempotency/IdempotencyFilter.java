package org.geben.application.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.geben.application.http.LinesOfCommands;
import org.geben.command.DerivedIds;
import org.geben.command.Reception;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Carries out a request with an idempotency key once. A key belongs to its caller, method and path; the request under it
 * is told by query, acting member and body. An answer that asks to come again, 5xx or with Retry-After, is not kept. A
 * node that dies between recording and keeping the answer leaves a repeat to be carried out once more, which is harmless:
 * commands are, and {@link DerivedIds} keep them from making a second thing.
 *
 * <p>Lines of commands are not one request to be answered once; there the key only goes into the ids of what they make.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String RETRY_AFTER_SECONDS = "1";

    private final Supplier<Claims> claims;
    private final IdempotencySettings settings;
    private final HandlerExceptionResolver problems;

    /** @param claims asked for when a request comes: filters are made before the database is there */
    IdempotencyFilter(Supplier<Claims> claims, IdempotencySettings settings, HandlerExceptionResolver problems) {
        this.claims = claims;
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(IdempotencyKey.HEADER) == null
                || !WRITING.contains(request.getMethod())
                || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        IdempotencyKey key;
        try {
            key = IdempotencyKey.of(request);
        } catch (Refusal malformed) {
            problems.resolveException(request, response, null, malformed);
            return;
        }
        if (LinesOfCommands.are(request)) {
            request.setAttribute(IdempotencyKey.HEADER, key.value());
            chain.doFilter(request, response);
            return;
        }
        byte[] body;
        Claim claim;
        byte[] scope = scope(request, key);
        try {
            body = request.getInputStream().readAllBytes();
            claim = claims.get().claim(scope, fingerprint(request, body));
        } catch (IOException | DataAccessException failure) {
            problems.resolveException(request, response, null, failure);
            return;
        }
        switch (claim) {
            case Claim.Granted granted -> {
                request.setAttribute(
                        DerivedIds.ATTRIBUTE, new DerivedIds(HexFormat.of().formatHex(scope)));
                carryOut(new ReadBody(request, body), response, chain, scope, granted.token());
            }
            case Claim.Answered answered -> replay(response, answered.answer());
            case Claim.Running running -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
                problems.resolveException(
                        request,
                        response,
                        null,
                        new Refusal(
                                HttpStatus.CONFLICT.value(),
                                "IDEMPOTENCY_KEY_IN_USE",
                                "The first request under this key has not been answered yet: repeat it in a moment.",
                                IdempotencyKey.HEADER));
            }
            case Claim.Taken taken ->
                problems.resolveException(
                        request,
                        response,
                        null,
                        new Refusal(
                                HttpStatus.UNPROCESSABLE_CONTENT.value(),
                                "IDEMPOTENCY_KEY_REUSED",
                                "Another request was sent under this key: choose a new key for each request.",
                                IdempotencyKey.HEADER));
        }
    }

    private void carryOut(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, byte[] scope, UUID token)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        boolean answered = false;
        try {
            chain.doFilter(request, answer);
            answered = true;
        } finally {
            settle(scope, token, answered && isFinal(answer) ? answer : null);
        }
        answer.copyBodyToResponse();
    }

    /** What cannot be noted now is found out by the repeat: the claim expires. */
    private void settle(byte[] scope, UUID token, @Nullable ContentCachingResponseWrapper answer) {
        try {
            if (answer == null) {
                claims.get().release(scope, token);
            } else {
                claims.get()
                        .keep(
                                scope,
                                token,
                                new Answer(
                                        answer.getStatus(),
                                        answer.getContentType(),
                                        answer.getHeader(HttpHeaders.LOCATION),
                                        answer.getHeader(HttpHeaders.ETAG),
                                        answer.getContentAsByteArray()));
            }
        } catch (DataAccessException failure) {
            log.warn("The answer under an idempotency key could not be kept: {}", failure.toString());
        }
    }

    /** What a filter or the server has refused by its status alone gets its body only after this. */
    private boolean isFinal(ContentCachingResponseWrapper answer) {
        return answer.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value()
                && answer.getHeader(HttpHeaders.RETRY_AFTER) == null
                && (answer.getContentSize() > 0 || answer.getStatus() < HttpStatus.BAD_REQUEST.value())
                && answer.getContentSize() <= settings.mostInAnswer().toBytes();
    }

    private static void replay(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        Optional.ofNullable(answer.location()).ifPresent(value -> response.setHeader(HttpHeaders.LOCATION, value));
        Optional.ofNullable(answer.etag()).ifPresent(value -> response.setHeader(HttpHeaders.ETAG, value));
        Optional.ofNullable(answer.contentType()).ifPresent(response::setContentType);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private static byte[] scope(HttpServletRequest request, IdempotencyKey key) {
        Principal caller = request.getUserPrincipal();
        return new Fingerprint()
                .with(caller == null ? null : caller.getName())
                .with(request.getMethod())
                .with(request.getRequestURI())
                .with(key.value())
                .bytes();
    }

    private static byte[] fingerprint(HttpServletRequest request, byte[] body) {
        return new Fingerprint()
                .with(request.getQueryString())
                .with(request.getHeader(Reception.ACTOR))
                .with(body)
                .bytes();
    }
}
