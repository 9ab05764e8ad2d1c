package org.geben.query.health;

import java.util.Map;
import org.geben.query.generation.Reading;

/** What no figure counts, whoever did it: how much of it there is in a stretch of time, by why. */
final class LeftOut {
    private static final String UNSEEN = """
            SELECT count(*) FILTER (WHERE c.withdrawn) AS "contributionsWithdrawn",
                   count(*) FILTER (WHERE NOT c.withdrawn) AS "contributionsHidden"
            FROM $.contribution c
            WHERE c.published_at >= :from AND c.published_at < :to AND (c.withdrawn OR c.hidden)
              AND {contribution in scope}
            """;

    /** A query of one number, too. */
    static final String TIMES_INFERRED = """
            SELECT count(*) AS "appreciationsAtAnInferredTime"
            FROM $.appreciation a LEFT JOIN $.contribution c ON c.id = a.contribution
            WHERE a.given_at >= :from AND a.given_at < :to AND a.time_inferred AND {contribution in scope}
            """;

    private LeftOut() {}

    /** Contributions that nobody sees any more. */
    static Map<String, Long> contributions(Reading reading, GetHealth query, Span span) {
        return Scope.leftOut(Scope.of(reading, query, span, UNSEEN));
    }

    /** Appreciations of which is not known when they were given. */
    static Map<String, Long> appreciations(Reading reading, GetHealth query, Span span) {
        return Scope.leftOut(Scope.of(reading, query, span, TIMES_INFERRED));
    }
}
