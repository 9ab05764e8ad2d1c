package org.geben.query.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the threads opened in the window by people who are present. A response is a visible reply anywhere in
 * the thread by another member who is no program; that the one who replied has left since takes nothing from the answer,
 * nor from an appreciation. Quantiles are interpolated linearly between neighbours. A reply that an import dates before
 * its root is a response, but has no response time.
 */
record Responses(
        long roots,
        long answered,
        long appreciatedOnly,
        long timed,
        @Nullable Double median,
        @Nullable Double ninetieth) {

    private static final String ROOTS = """
            WITH root AS (
                SELECT c.published_at, reply.answered, reply.answered_at,
                       EXISTS (SELECT 1 FROM $.appreciation a LEFT JOIN $.member g ON g.id = a.giver
                               WHERE a.contribution = c.id AND NOT coalesce(g.automated, false)) AS appreciated
                FROM $.contribution c
                JOIN $.member m ON m.id = c.author
                CROSS JOIN LATERAL (
                    SELECT count(*) > 0 AS answered,
                           min(r.published_at) FILTER (WHERE r.published_at >= c.published_at) AS answered_at
                    FROM $.contribution r JOIN $.member by ON by.id = r.author
                    WHERE r.root = c.id AND r.in_reply_to IS NOT NULL AND NOT r.withdrawn AND NOT r.hidden
                      AND r.author <> c.author AND NOT by.automated) reply
                WHERE c.in_reply_to IS NULL AND c.published_at >= :from AND c.published_at < :to
                  AND NOT c.withdrawn AND NOT c.hidden AND m.present AND NOT m.automated AND {contribution in scope}),
            timed AS (
                SELECT *, extract(epoch FROM answered_at - published_at)::float8 AS seconds FROM root)
            SELECT count(*) AS roots,
                   count(*) FILTER (WHERE answered) AS answered,
                   count(*) FILTER (WHERE NOT answered AND appreciated) AS appreciated_only,
                   count(seconds) AS timed,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
                   percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS ninetieth
            FROM timed
            """;

    private static final String LEFT_OUT = """
            SELECT count(*) FILTER (WHERE c.withdrawn) AS "rootsWithdrawn",
                   count(*) FILTER (WHERE NOT c.withdrawn AND c.hidden) AS "rootsHidden",
                   count(*) FILTER (WHERE NOT c.withdrawn AND NOT c.hidden AND m.automated)
                       AS "rootsOfAutomatedMembers",
                   count(*) FILTER (WHERE NOT c.withdrawn AND NOT c.hidden AND NOT m.automated AND NOT m.present)
                       AS "rootsOfMembersWhoLeft"
            FROM $.contribution c JOIN $.member m ON m.id = c.author
            WHERE c.in_reply_to IS NULL AND c.published_at >= :from AND c.published_at < :to AND {contribution in scope}
            """;

    static List<Metric> metrics(Observation observation) {
        Map<String, Long> leftOut = Scope.leftOut(observation.sql(LEFT_OUT));
        return observation.sql(ROOTS).query(Responses::of).single().metrics(leftOut);
    }

    private List<Metric> metrics(Map<String, Long> leftOut) {
        String quiet = "No thread was opened in the window.";
        long unanswered = roots - answered;
        return List.of(
                Metric.ratio("unansweredShare", unanswered, roots, quiet, leftOut),
                Metric.ratio("unansweredAppreciationOnly", appreciatedOnly, roots, quiet, leftOut),
                Metric.ratio("unansweredNothing", unanswered - appreciatedOnly, roots, quiet, leftOut),
                time("timeToFirstResponseMedian", median, leftOut),
                time("timeToFirstResponseP90", ninetieth, leftOut));
    }

    private Metric time(String name, @Nullable Double seconds, Map<String, Long> leftOut) {
        Map<String, Long> excluded = new LinkedHashMap<>(leftOut);
        if (roots > answered) {
            excluded.put("rootsUnanswered", roots - answered);
        }
        if (answered > timed) {
            excluded.put("rootsAnsweredBeforeTheirDate", answered - timed);
        }
        return seconds == null
                ? Metric.undefined(name, "seconds", timed, roots, "No thread of the window has a response.", excluded)
                : new Metric(name, seconds, "seconds", timed, roots, null, excluded);
    }

    private static Responses of(ResultSet row, int n) throws SQLException {
        return new Responses(
                row.getLong("roots"),
                row.getLong("answered"),
                row.getLong("appreciated_only"),
                row.getLong("timed"),
                row.getObject("median", Double.class),
                row.getObject("ninetieth", Double.class));
    }
}
