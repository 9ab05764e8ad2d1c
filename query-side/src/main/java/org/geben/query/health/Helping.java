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
            WITH exchanged AS MATERIALIZED ({exchanged}),
            made AS (
                SELECT giver, sum(contributions) AS n FROM exchanged
                WHERE contributions > 0 GROUP BY giver HAVING sum(contributions) >= 3),
            thanked AS (
                SELECT DISTINCT x.receiver FROM exchanged x
                LEFT JOIN (SELECT id FROM $.member WHERE automated OR NOT present) g ON g.id = x.giver
                WHERE x.appreciations > 0 AND g.id IS NULL)
            SELECT count(*) AS contributors, count(*) FILTER (WHERE thanked.receiver IS NULL) AS unthanked,
                   (SELECT sum(x.appreciations) FROM exchanged x JOIN $.member g ON g.id = x.giver AND g.automated)
                       AS of_programs,
                   (SELECT sum(x.appreciations) FROM exchanged x
                    JOIN $.member g ON g.id = x.giver AND NOT g.automated AND NOT g.present) AS of_who_left
            FROM made JOIN $.member m ON m.id = made.giver AND m.present AND NOT m.automated
            LEFT JOIN thanked ON thanked.receiver = m.id
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
        Metric unthanked = observation
                .sql(UNTHANKED, days)
                .query((row, n) -> {
                    left.put("appreciationsOfAutomatedMembers", row.getLong("of_programs"));
                    left.put("appreciationsOfMembersWhoLeft", row.getLong("of_who_left"));
                    left.values().removeIf(count -> count == 0);
                    return Metric.count("gratitudeGap", row.getLong("unthanked"), row.getLong("contributors"), left);
                })
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
