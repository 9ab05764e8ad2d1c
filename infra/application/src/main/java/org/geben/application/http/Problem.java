package org.geben.application.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JacksonException;

/**
 * An answer that is a refusal, after RFC 9457.
 *
 * @param code stable, for programs
 * @param detail one sentence that says what to do
 * @param pointer JSON pointer to the field of the body that is wrong
 * @param parameter name of the parameter or header that is wrong
 * @param errors each wrong field, where more than the sentence can say is wrong
 * @param correlationId finds the failure in the log of the server
 * @param headers that go with the answer, such as which methods a path takes
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "A refusal after RFC 9457; its code is stable, its detail says what to do.")
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String pointer,
        @Nullable String parameter,
        List<Wrong> errors,
        @Nullable String correlationId,
        @JsonIgnore HttpHeaders headers) {

    /** One wrong field. */
    public record Wrong(String code, String pointer, String detail) {}

    public static Problem of(HttpStatus status, String code, String detail) {
        return of(status.value(), code, detail);
    }

    /** What is answered where this was thrown. */
    public static Problem of(Throwable thrown) {
        return Problems.problem(thrown);
    }

    /**
     * What is answered where JSON that was sent could not be read.
     *
     * @param parent JSON pointer to what was read; empty for the body as a whole
     */
    public static Problem ofUnreadable(JacksonException unreadable, String parent) {
        return UnreadableBody.problem(unreadable, parent);
    }

    static Problem of(int status, String code, String detail) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Refused" : known.getReasonPhrase();
        return new Problem("about:blank", title, status, detail, code, null, null, List.of(), null, new HttpHeaders());
    }

    /** @param place a JSON pointer, or the name of a parameter */
    public Problem at(@Nullable String place) {
        boolean isPointer = place != null && place.startsWith("/");
        return new Problem(
                type,
                title,
                status,
                detail,
                code,
                isPointer ? place : null,
                isPointer ? null : place,
                errors,
                correlationId,
                headers);
    }

    /** The JSON pointer to a field, which is repeated as far as it is fit to be. */
    public static String pointer(String parent, String field) {
        return parent + "/" + Excerpt.of(field).replace("~", "~0").replace("/", "~1");
    }

    Problem with(List<Wrong> wrong) {
        return new Problem(type, title, status, detail, code, pointer, parameter, wrong, correlationId, headers);
    }

    Problem with(HttpHeaders more) {
        return new Problem(type, title, status, detail, code, pointer, parameter, errors, correlationId, more);
    }

    Problem findableBy(String id) {
        return new Problem(type, title, status, detail, code, pointer, parameter, errors, id, headers);
    }

    /** The type is named here, since no client that gets a refusal asked to accept one. */
    ResponseEntity<Problem> toResponse() {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(this);
    }
}
