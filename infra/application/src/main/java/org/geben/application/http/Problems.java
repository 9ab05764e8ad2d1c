package org.geben.application.http;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.geben.application.process.LostRace;
import org.geben.eventstore.AppendOutcomeUnknownException;
import org.geben.kernel.Malformed;
import org.geben.kernel.RuleViolation;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever a request ends in, if not in an answer, into one problem with a stable code. */
@RestControllerAdvice
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    @Nullable
    ResponseEntity<Problem> answer(Exception thrown) throws Exception {
        if (thrown instanceof AccessDeniedException || thrown instanceof AuthenticationException) {
            // Whoever guards the API answers these.
            throw thrown;
        }
        if (thrown instanceof AsyncRequestNotUsableException) {
            // The client has gone: nobody is left to be answered.
            return null;
        }
        return problem(thrown).toResponse();
    }

    static Problem problem(Throwable thrown) {
        return unwrappedProblem(unwrapped(thrown));
    }

    private static Problem unwrappedProblem(Throwable thrown) {
        if (LostRace.is(thrown)) {
            return Problem.of(
                            HttpStatus.CONFLICT,
                            "CONCURRENT_CHANGE",
                            "Others changed the same thing at the same moment: send the same request again.")
                    .with(retryAfter());
        }
        return switch (thrown) {
            case RuleViolation broken -> of(broken);
            case Malformed malformed -> of(malformed);
            case Refusal refusal -> of(refusal);
            case BodyTooLarge tooLarge -> of(tooLarge);
            case HttpMessageNotReadableException unreadable -> UnreadableBody.problem(unreadable);
            case MethodArgumentNotValidException invalid -> WrongFields.problem(invalid.getBindingResult());
            case HandlerMethodValidationException invalid -> WrongFields.problem(invalid);
            case MethodArgumentTypeMismatchException mismatch -> WrongParameter.problem(mismatch);
            case MissingServletRequestParameterException missing ->
                badRequest("PARAMETER_MISSING", "Name the parameter %s.".formatted(missing.getParameterName()))
                        .at(missing.getParameterName());
            case MissingRequestHeaderException missing ->
                badRequest("HEADER_MISSING", "Send the header %s.".formatted(missing.getHeaderName()))
                        .at(missing.getHeaderName());
            case NoResourceFoundException nowhere -> noSuchPath();
            case NoHandlerFoundException nowhere -> noSuchPath();
            case HttpRequestMethodNotSupportedException method -> of(method);
            case HttpMediaTypeNotAcceptableException type ->
                Problem.of(
                        HttpStatus.NOT_ACCEPTABLE,
                        "NOT_ACCEPTABLE",
                        "Accept %s.".formatted(named(type.getSupportedMediaTypes())));
            case HttpMediaTypeNotSupportedException type ->
                Problem.of(
                                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                                "UNSUPPORTED_MEDIA_TYPE",
                                "Send the body as %s and say so in Content-Type."
                                        .formatted(named(type.getSupportedMediaTypes())))
                        .with(type.getHeaders());
            case AppendOutcomeUnknownException unknown ->
                unavailable(
                        unknown,
                        "OUTCOME_UNKNOWN",
                        "The event log was lost while it recorded this: look whether it is there before you send it"
                                + " again.");
            case EventStoreException failure ->
                unavailable(
                        failure,
                        "LOG_UNAVAILABLE",
                        "The event log did not answer and nothing was recorded: send the same request again.");
            case DataAccessResourceFailureException failure -> databaseUnavailable(failure);
            case TransientDataAccessException failure -> databaseUnavailable(failure);
            case CannotCreateTransactionException failure -> databaseUnavailable(failure);
            default ->
                thrown instanceof ErrorResponse refused
                                && refused.getStatusCode().is4xxClientError()
                        ? ofStatus(refused.getStatusCode().value()).with(refused.getHeaders())
                        : unexpected(thrown);
        };
    }

    static Problem of(RuleViolation broken) {
        HttpStatus status = switch (broken.rule().breach()) {
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
            case OUTDATED -> HttpStatus.PRECONDITION_FAILED;
            case UNACCEPTABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        return Problem.of(status, broken.code(), sentence(broken))
                .at(broken.field() == null ? null : "/" + broken.field());
    }

    static Problem of(Malformed malformed) {
        return badRequest("MALFORMED", sentence(malformed));
    }

    static Problem of(BodyTooLarge tooLarge) {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "BODY_TOO_LARGE", sentence(tooLarge));
    }

    /** What the web server or a filter has refused by its status alone. */
    static Problem ofStatus(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        if (known == HttpStatus.NOT_FOUND) {
            return noSuchPath();
        }
        return known != null && known.is4xxClientError()
                ? Problem.of(known, known.name(), "The request was refused: %s.".formatted(known.getReasonPhrase()))
                : Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "UNEXPECTED",
                        "Something went wrong here, not with you: try again.");
    }

    private static Problem of(Refusal refusal) {
        Problem problem =
                Problem.of(refusal.status(), refusal.code(), sentence(refusal)).at(refusal.pointer());
        return refusal.status() == HttpStatus.SERVICE_UNAVAILABLE.value() ? problem.with(retryAfter()) : problem;
    }

    private static Problem of(HttpRequestMethodNotSupportedException method) {
        List<String> allowed = method.getSupportedHttpMethods() == null
                ? List.of()
                : method.getSupportedHttpMethods().stream()
                        .map(HttpMethod::name)
                        .sorted()
                        .toList();
        return Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "METHOD_NOT_ALLOWED",
                        "This path takes %s only.".formatted(String.join(", ", allowed)))
                .with(method.getHeaders());
    }

    private static Problem badRequest(String code, String sentence) {
        return Problem.of(HttpStatus.BAD_REQUEST, code, sentence);
    }

    private static Problem noSuchPath() {
        return Problem.of(
                HttpStatus.NOT_FOUND, "NO_SUCH_PATH", "There is no such path; /swagger-ui.html shows those there are.");
    }

    private static Problem databaseUnavailable(Exception failure) {
        return unavailable(failure, "DATABASE_UNAVAILABLE", "The database did not answer: try again.");
    }

    private static Problem unavailable(Exception failure, String code, String sentence) {
        String id = UUID.randomUUID().toString();
        LOG.warn("Answered {} (correlationId {})", code, id, failure);
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, code, sentence)
                .with(retryAfter())
                .findableBy(id);
    }

    private static Problem unexpected(Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.error("Answered UNEXPECTED (correlationId {})", id, failure);
        return Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "UNEXPECTED",
                        "Something went wrong here, not with you: try again, and name the correlationId to whoever runs"
                                + " this server.")
                .findableBy(id);
    }

    private static HttpHeaders retryAfter() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return headers;
    }

    private static String named(List<MediaType> types) {
        return types.isEmpty()
                ? MediaType.APPLICATION_JSON_VALUE
                : String.join(" or ", types.stream().map(MediaType::toString).toList());
    }

    private static String sentence(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }

    /** Gateways wrap what a handler throws. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null
                && (inner instanceof CommandExecutionException
                        || inner instanceof QueryExecutionException
                        || inner instanceof CompletionException
                        || inner instanceof ExecutionException)) {
            inner = inner.getCause();
        }
        return inner;
    }
}
