package org.geben.query.health;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where help hangs on one person, and who helps without thanks: groups in which one member gives more than half of the
 * answers to others, and people with at least three contributions in the ninety days before the window's end and no
 * appreciation in them. Who these are is for community managers alone.
 */
final class Helping {
    private static final int DAYS = 90;

    private static final String UNTHANKED = """
            SELECT count(*) AS contributors, count(*) FILTER (WHERE thanks.given IS NULL) AS unthanked
            FROM (SELECT x.giver AS id FROM ({exchanged}) x
                  WHERE x.contributions > 0 AND x.giver_since IS NOT NULL
                  GROUP BY x.giver HAVING sum(x.contributions) >= 3) m
            LEFT JOIN LATERAL (
                SELECT true AS given FROM $.appreciation a LEFT JOIN $.contribution c ON c.id = a.contribution
                WHERE a.receiver = m.id AND a.given_at >= :from AND a.given_at < :to AND NOT a.time_inferred
                  AND {contribution in scope}
                  AND NOT EXISTS (SELECT FROM $.member g WHERE g.id = a.giver AND (NOT g.present OR g.automated))
                LIMIT 1) thanks ON true
            WHERE NOT {member left out}
            """;

    private static final String THANKS_LEFT_OUT = """
            SELECT coalesce(sum(x.appreciations) FILTER (WHERE g.automated), 0)::bigint
                       AS "appreciationsOfAutomatedMembers",
                   coalesce(sum(x.appreciations) FILTER (WHERE NOT g.automated), 0)::bigint
                       AS "appreciationsOfMembersWhoLeft"
            FROM ({exchanged}) x JOIN $.member g ON g.id = x.giver AND (NOT g.present OR g.automated)
            """;

    private Helping() {}

    static List<Metric> metrics(Observation observation) {
        GetHealth query = observation.query();
        Collection<List<Long>> groups = observation.exchange().helpers();
        long single = groups.stream().filter(Helping::hangsOnOne).count();
        Span days = Span.lastDays(DAYS, query.to(), query.zone());
        Map<String, Long> left = new TreeMap<>(observation.membersLeftOut());
        left.putAll(observation.contributionsLeftOut(days));
        left.putAll(observation.appreciationsLeftOut(days));
        left.putAll(Scope.leftOut(observation.sql(THANKS_LEFT_OUT, days)));
        Metric unthanked = observation
                .sql(UNTHANKED, days)
                .query((row, n) ->
                        Metric.count("gratitudeGap", row.getLong("unthanked"), row.getLong("contributors"), left))
                .single();
        return List.of(
                new Metric(
                        "singleHelperGroups",
                        single,
                        "groups",
                        single,
                        groups.size(),
                        null,
                        observation.exchange().answersLeftOut()),
                unthanked);
    }

    private static boolean hangsOnOne(List<Long> answers) {
        return 2 * Collections.max(answers)
                > answers.stream().mapToLong(Long::longValue).sum();
    }
}
