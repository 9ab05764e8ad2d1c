package org.geben.query.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of the threads opened in the window by people who are present. A response is a visible reply anywhere in
 * the thread by another member who is no program. It takes nothing from a reply, nor from an appreciation, that who gave it
 * has left since, or joins only after the past that is read. Appreciations matter where there is no response. Quantiles are
 * interpolated linearly between neighbours. A reply that an import dates before its root is a response, but has no response
 * time.
 */
record Responses(
        long roots,
        long answered,
        long appreciatedOnly,
        long repliesOfPrograms,
        long appreciationsOfPrograms,
        long timed,
        @Nullable Double median,
        @Nullable Double ninetieth) {

    private static final String ROOTS = """
            WITH root AS (
                SELECT c.published_at, reply.answered, reply.answered_at, reply.of_programs,
                       CASE WHEN NOT reply.answered THEN
                           EXISTS (SELECT FROM $.appreciation a LEFT JOIN $.member g ON g.id = a.giver
                                   WHERE a.contribution = c.id AND NOT coalesce(g.automated, false)) END AS appreciated,
                       CASE WHEN NOT reply.answered THEN
                           (SELECT count(*) FROM $.appreciation a JOIN $.member g ON g.id = a.giver
                            WHERE a.contribution = c.id AND g.automated) END AS appreciated_by_programs
                FROM $.contribution c
                JOIN $.member m ON m.id = c.author
                CROSS JOIN LATERAL (
                    SELECT count(*) FILTER (WHERE by.automated IS NOT TRUE) > 0 AS answered,
                           min(r.published_at) FILTER (
                               WHERE by.automated IS NOT TRUE AND r.published_at >= c.published_at) AS answered_at,
                           count(*) FILTER (WHERE by.automated) AS of_programs
                    FROM $.contribution r LEFT JOIN $.member by ON by.id = r.author
                    WHERE r.root = c.id AND r.in_reply_to IS NOT NULL AND NOT r.withdrawn AND NOT r.hidden
                      AND r.author <> c.author) reply
                WHERE c.in_reply_to IS NULL AND c.published_at >= :from AND c.published_at < :to
                  AND NOT c.withdrawn AND NOT c.hidden AND m.present AND NOT m.automated AND {contribution in scope}),
            timed AS (
                SELECT *, extract(epoch FROM answered_at - published_at)::float8 AS seconds FROM root)
            SELECT count(*) AS roots,
                   count(*) FILTER (WHERE answered) AS answered,
                   count(*) FILTER (WHERE appreciated) AS appreciated_only,
                   coalesce(sum(of_programs), 0)::bigint AS of_programs,
                   coalesce(sum(appreciated_by_programs), 0)::bigint AS appreciated_by_programs,
                   count(seconds) AS timed,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
                   percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS ninetieth
            FROM timed
            """;

    static List<Metric> metrics(Observation observation) {
        return observation
                .sql(ROOTS)
                .query(Responses::of)
                .single()
                .metrics(observation.rootsLeftOut().all());
    }

    private List<Metric> metrics(Map<String, Long> rootsLeftOut) {
        Map<String, Long> leftOut = new TreeMap<>(rootsLeftOut);
        if (repliesOfPrograms > 0) {
            leftOut.put("repliesOfAutomatedMembers", repliesOfPrograms);
        }
        Map<String, Long> withAppreciations = new TreeMap<>(leftOut);
        if (appreciationsOfPrograms > 0) {
            withAppreciations.put("appreciationsOfAutomatedMembers", appreciationsOfPrograms);
        }
        String quiet = "No thread was opened in the window.";
        long unanswered = roots - answered;
        return List.of(
                Metric.ratio("unansweredShare", unanswered, roots, quiet, leftOut),
                Metric.ratio("unansweredAppreciationOnly", appreciatedOnly, roots, quiet, withAppreciations),
                Metric.ratio("unansweredNothing", unanswered - appreciatedOnly, roots, quiet, withAppreciations),
                time("timeToFirstResponseMedian", median, leftOut),
                time("timeToFirstResponseP90", ninetieth, leftOut));
    }

    private Metric time(String name, @Nullable Double seconds, Map<String, Long> leftOut) {
        Map<String, Long> excluded = new TreeMap<>(leftOut);
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
                row.getLong("of_programs"),
                row.getLong("appreciated_by_programs"),
                row.getLong("timed"),
                row.getObject("median", Double.class),
                row.getObject("ninetieth", Double.class));
    }
}
