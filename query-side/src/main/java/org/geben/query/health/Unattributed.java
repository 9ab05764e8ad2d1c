package org.geben.query.health;

import java.util.Map;
import org.geben.query.generation.Reading;

/** What shows nobody to be active: who did it is not known, or joined only after the moment of the past that is read. */
final class Unattributed {
    static final String CONTRIBUTIONS_OF_LATER_MEMBERS = "contributionsOfMembersNotYetThere";
    static final String APPRECIATIONS_OF_LATER_MEMBERS = "appreciationsOfMembersNotYetThere";
    static final String OF_UNKNOWN_GIVERS = "appreciationsOfUnknownGivers";

    private static final String UNATTRIBUTED = """
            SELECT coalesce(sum(x.contributions), 0)::bigint AS "%s",
                   coalesce(sum(x.appreciations) FILTER (WHERE x.giver <> '{nobody}'), 0)::bigint AS "%s",
                   coalesce(sum(x.appreciations) FILTER (WHERE x.giver = '{nobody}'), 0)::bigint AS "%s",
                   (%s) AS "appreciationsAtAnInferredTime"
            FROM ({exchanged}) x WHERE x.giver_since IS NULL
            """.formatted(
            CONTRIBUTIONS_OF_LATER_MEMBERS, APPRECIATIONS_OF_LATER_MEMBERS, OF_UNKNOWN_GIVERS, LeftOut.TIMES_INFERRED);

    private Unattributed() {}

    /** How many there are in the stretch of time, by why. */
    static Map<String, Long> in(Reading reading, GetHealth query, Span span) {
        return Scope.leftOut(Scope.of(reading, query, span, UNATTRIBUTED));
    }
}
