package org.geben.query.health;

import java.util.Map;
import org.geben.query.generation.Reading;

/** Appreciations that show nobody to be active: who gave them, or when, is not known. */
final class Unattributed {
    private static final String APPRECIATIONS = """
            SELECT (SELECT coalesce(sum(x.appreciations), 0)::bigint FROM ({exchanged}) x WHERE x.giver = '{nobody}')
                       AS "appreciationsOfUnknownGivers",
                   (%s) AS "appreciationsAtAnInferredTime"
            """.formatted(LeftOut.TIMES_INFERRED);

    private Unattributed() {}

    /** How many there are in the stretch of time, by why. */
    static Map<String, Long> in(Reading reading, GetHealth query, Span span) {
        return Scope.leftOut(Scope.of(reading, query, span, APPRECIATIONS));
    }
}
