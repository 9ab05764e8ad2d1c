package org.geben.query.desk;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import org.geben.kernel.outreach.Cause;
import org.geben.query.Refusal;

/**
 * Which causes wait worst. First those for whom a day decides: a newcomer whom nobody greets, and one who waits for an
 * answer, do not come back; a first contribution is celebrated while it is fresh. Then what has lasted for weeks: thanks
 * that never came, a regular who has gone. Last what is no member's distress: a group on one pair of shoulders, a leader
 * who is not seen.
 */
final class Urgency {
    private static final List<Cause> WORST_FIRST = List.of(
            Cause.NEWCOMER_UNWELCOMED,
            Cause.UNANSWERED,
            Cause.FIRST_CONTRIBUTION,
            Cause.NEVER_THANKED,
            Cause.GONE_QUIET,
            Cause.SINGLE_HELPER,
            Cause.LEADER_ABSENT);

    private Urgency() {}

    /** The place of the cause of {@code c} in that order, from 0, in SQL. */
    static final String OF_CASE = WORST_FIRST.stream()
            .map(cause -> "WHEN '%s' THEN %d".formatted(cause, WORST_FIRST.indexOf(cause)))
            .collect(joining(" ", "CASE c.cause ", " END"));

    /** @throws Refusal 400 {@code CAUSE_UNKNOWN} */
    static Cause cause(String name) {
        return Arrays.stream(Cause.values())
                .filter(cause -> cause.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest(
                        "CAUSE_UNKNOWN",
                        "The cause is one of %s."
                                .formatted(WORST_FIRST.stream().map(Cause::name).collect(joining(", "))),
                        "cause"));
    }
}
