package org.geben.query.health;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.geben.query.Columns;
import org.geben.query.generation.Reading;
import org.geben.query.health.GetHealthCohorts.Cohort;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Retention: of those who came in a month and are people still, how many were active in it and in each month after. */
final class Cohorts {
    private static final String MEMBERS = """
            SELECT width_bucket({begin}, (SELECT CAST(:months AS timestamptz[]))) AS cohort, count(*) AS members
            FROM $.member m
            WHERE m.present AND NOT m.automated AND {begin} >= :first AND {begin} < :next AND {member in scope}
            GROUP BY cohort
            """;

    private static final String ACTIVE = """
            SELECT width_bucket({begin}, (SELECT CAST(:months AS timestamptz[]))) AS cohort, count(*) AS members
            FROM (SELECT DISTINCT x.giver FROM ({exchanged}) x) active JOIN $.member m ON m.id = active.giver
            WHERE m.present AND NOT m.automated AND {begin} >= :first AND {begin} < :next AND {member in scope}
            GROUP BY cohort
            """;

    private final Reading reading;
    private final GetHealthCohorts query;

    private Cohorts(Reading reading, GetHealthCohorts query) {
        this.reading = reading;
        this.query = query;
    }

    static List<Cohort> of(Reading reading, GetHealthCohorts query) {
        return new Cohorts(reading, query).all();
    }

    private List<Cohort> all() {
        Map<Integer, Long> members = counts(query.first(), MEMBERS);
        List<Map<Integer, Long>> active =
                query.months().stream().map(month -> counts(month, ACTIVE)).toList();
        List<Cohort> cohorts = new ArrayList<>();
        for (int i = 0; i < query.months().size(); i++) {
            int number = i + 1;
            long size = members.getOrDefault(number, 0L);
            cohorts.add(cohort(
                    query.months().get(i),
                    size,
                    active.stream()
                            .skip(i)
                            .map(month -> month.getOrDefault(number, 0L))
                            .toList()));
        }
        return cohorts;
    }

    private static Cohort cohort(GetHealth month, long members, List<Long> active) {
        String name = YearMonth.from(month.from().atZone(month.zone())).toString();
        if (Privacy.isSmall(members)) {
            return new Cohort(
                    name, null, List.of(), List.of(), "They are fewer than five members, and are not told of.");
        }
        return members == 0
                ? new Cohort(name, 0L, List.of(), List.of(), "Nobody came in this month.")
                : new Cohort(
                        name,
                        members,
                        active,
                        active.stream().map(n -> (double) n / members).toList(),
                        null);
    }

    /** By the number of the cohort, from 1 on. */
    private Map<Integer, Long> counts(GetHealth month, String sql) {
        List<Instant> midnights = Stream.concat(
                        query.months().stream().map(GetHealth::from),
                        Stream.of(query.months().getLast().to()))
                .toList();
        StatementSpec statement =
                Scope.of(reading, month, sql.replace("{begin}", query.by().column()));
        Map<Integer, Long> counts = new HashMap<>();
        statement
                .param("months", midnights.stream().map(Instant::toString).toArray(String[]::new))
                .param("first", Columns.parameter(midnights.getFirst()))
                .param("next", Columns.parameter(midnights.getLast()))
                .query(row -> {
                    counts.put(row.getInt("cohort"), row.getLong("members"));
                });
        return counts;
    }
}
