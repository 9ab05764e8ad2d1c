package org.geben.application.bulk;

import org.geben.application.http.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A line is no command; the problem says why, and where in the line. */
final class UnreadableLine extends Exception {
    private final transient Problem problem;

    UnreadableLine(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    UnreadableLine(String code, String sentence, @Nullable String pointer) {
        this(Problem.of(HttpStatus.BAD_REQUEST, code, sentence).at(pointer));
    }

    static UnreadableLine missing(String pointer) {
        return new UnreadableLine("FIELD_MISSING", "%s is missing.".formatted(pointer), pointer);
    }

    Problem problem() {
        return problem;
    }
}
