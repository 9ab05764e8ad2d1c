package org.geben.query.health;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.geben.query.Columns;

/**
 * Who is there and says little or nothing, after Nonnecke and Preece (2000): of the people who belong and joined before
 * the window's beginning, those who contributed nothing (strict) or at most three times (broad) in the twelve weeks
 * before its end. Who only reads cannot be told from who is not there at all: no presence is recorded.
 *
 * @param regulars those who contributed more often
 */
record Lurkers(long early, long contributed, Set<UUID> regulars) {
    static final int MOST_CONTRIBUTIONS = 3;
    private static final int DAYS = 7 * 12;

    private static final String CONTRIBUTED = """
            SELECT count(*) AS contributed,
                   coalesce(array_agg(m.id) FILTER (WHERE m.n > %d), '{}') AS regulars
            FROM (SELECT x.giver AS id, sum(x.contributions)::bigint AS n FROM ({exchanged}) x
                  WHERE x.contributions > 0 AND x.giver_since < :begin GROUP BY x.giver) m
            WHERE NOT {member left out} AND {member in scope}
            """.formatted(MOST_CONTRIBUTIONS);

    static Lurkers in(Observation observation) {
        GetHealth query = observation.query();
        long early = observation.joinedBeforeIt();
        return observation
                .sql(CONTRIBUTED, weeks(query))
                .param("begin", Columns.parameter(query.from()))
                .query((row, i) -> new Lurkers(early, row.getLong("contributed"), Set.of((UUID[])
                        row.getArray("regulars").getArray())))
                .single();
    }

    private static Span weeks(GetHealth query) {
        return Span.lastDays(DAYS, query.to(), query.zone());
    }

    static List<Metric> metrics(Observation observation) {
        Lurkers found = observation.lurkers();
        String nobody = "Nobody had joined before the window began.";
        GetHealth query = observation.query();
        Map<String, Long> left =
                Exchange.both(observation.membersLeftOut(query.from()), observation.contributionsLeftOut(weeks(query)));
        return List.of(
                Metric.ratio("lurkersStrict", found.early - found.contributed, found.early, nobody, left),
                Metric.ratio("lurkersBroad", found.early - found.regulars.size(), found.early, nobody, left));
    }
}
