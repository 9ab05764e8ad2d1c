package org.geben.application.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.geben.application.http.Problem;
import org.geben.command.Acknowledgement;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line.
 *
 * @param line from 1, blank ones counted
 * @param id of what the command was about
 * @param position in the log from which on views show it; absent of a repeat, which records nothing
 * @param code stable, of a line that was not recorded
 * @param detail one sentence that says what to do
 * @param pointer JSON pointer to the field of the line that is wrong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What became of one line of commands.")
record LineAnswer(
        long line,
        Status status,
        @Nullable String id,
        @Nullable Long position,
        @Nullable String code,
        @Nullable String detail,
        @Nullable String pointer) {

    /** How a line ended. */
    enum Status {
        /** It is on disk. */
        @JsonProperty("recorded")
        RECORDED,
        /** It was there already. */
        @JsonProperty("repeat")
        REPEAT,
        /** It breaks a rule. */
        @JsonProperty("refused")
        REFUSED,
        /** It is no command. */
        @JsonProperty("malformed")
        MALFORMED,
        /** It may be right; send it again. */
        @JsonProperty("failed")
        FAILED
    }

    static LineAnswer accepted(long line, String id, Acknowledgement acknowledgement) {
        return new LineAnswer(
                line,
                acknowledgement.isRepeat() ? Status.REPEAT : Status.RECORDED,
                id,
                acknowledgement.position(),
                null,
                null,
                null);
    }

    static LineAnswer not(Status status, long line, @Nullable String id, Problem problem) {
        return new LineAnswer(line, status, id, null, problem.code(), problem.detail(), problem.pointer());
    }
}
