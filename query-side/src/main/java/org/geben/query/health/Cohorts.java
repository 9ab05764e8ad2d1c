package org.geben.query.health;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geben.query.Columns;
import org.geben.query.generation.Reading;
import org.geben.query.health.GetHealthCohorts.Cohort;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Retention: of those who came in a month and are people still, how many were active in it and in each month after.
 * When somebody came everyone sees, and so how many did; in which months they were active is told here of at least
 * five members, or not at all. {@code activation} is told of however few: it is no breakdown, but a figure of its
 * window.
 */
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

    private static final String LEFT_OUT = """
            SELECT width_bucket({begin}, (SELECT CAST(:months AS timestamptz[]))) AS cohort,
                   count(*) FILTER (WHERE m.automated) AS automated, count(*) FILTER (WHERE NOT m.automated) AS gone
            FROM $.member m
            WHERE (NOT m.present OR m.automated) AND {begin} >= :first AND {begin} < :next AND {member in scope}
            GROUP BY cohort
            """;

    private final Reading reading;
    private final GetHealthCohorts query;
    private final List<GetHealth> most;
    private final Map<Integer, Map<String, Long>> leftOut = new HashMap<>();

    private Cohorts(Reading reading, GetHealthCohorts query) {
        this.reading = reading;
        this.query = query;
        most = query.most();
    }

    static List<Cohort> of(Reading reading, GetHealthCohorts query) {
        return new Cohorts(reading, query).all();
    }

    private List<Cohort> all() {
        Map<Integer, Long> sizes = counts(query.first(), MEMBERS);
        // Of all that can be asked for: else who asks for fewer is told what others are not, and takes it from their
        // sum.
        Set<Integer> withheld = Privacy.withheldAsTheyBegin(new TreeMap<>(sizes));
        bound(query.first(), LEFT_OUT).query(row -> {
            leaveOut(row.getInt("cohort"), "automatedMembers", row.getLong("automated"));
            leaveOut(row.getInt("cohort"), "membersWhoLeft", row.getLong("gone"));
        });
        int first = most.size() - query.months().size() + 1;
        List<Map<Integer, Long>> active = new ArrayList<>();
        for (GetHealth month : query.months()) {
            active.add(counts(month, ACTIVE));
            Map<String, Long> unattributed = Unattributed.in(reading, month, Span.of(month));
            IntStream.range(first, first + active.size())
                    .forEach(cohort -> unattributed.forEach((what, n) -> leaveOut(cohort, what, n)));
        }
        return IntStream.rangeClosed(first, most.size())
                .mapToObj(cohort -> cohort(
                        cohort,
                        sizes.getOrDefault(cohort, 0L),
                        withheld.contains(cohort),
                        active.stream()
                                .skip(cohort - first)
                                .map(month -> month.getOrDefault(cohort, 0L))
                                .toList()))
                .toList();
    }

    private void leaveOut(int cohort, String what, long n) {
        if (n > 0) {
            leftOut.computeIfAbsent(cohort, first -> new TreeMap<>()).merge(what, n, Long::sum);
        }
    }

    private Cohort cohort(int number, long members, boolean withheld, List<Long> active) {
        GetHealth month = most.get(number - 1);
        String name = YearMonth.from(month.from().atZone(month.zone())).toString();
        Map<String, Long> excluded = leftOut.getOrDefault(number, Map.of());
        if (members == 0 || withheld) {
            String because = members == 0 ? "Nobody came in this month." : Privacy.TOO_FEW;
            return new Cohort(name, members, List.of(), List.of(), because, excluded);
        }
        List<Double> retention = active.stream().map(n -> (double) n / members).toList();
        return new Cohort(name, members, active, retention, null, excluded);
    }

    /** By the number of the cohort, from 1 on. */
    private Map<Integer, Long> counts(GetHealth month, String sql) {
        Map<Integer, Long> counts = new HashMap<>();
        bound(month, sql).query(row -> {
            counts.put(row.getInt("cohort"), row.getLong("members"));
        });
        return counts;
    }

    private StatementSpec bound(GetHealth month, String sql) {
        List<Instant> midnights = Stream.concat(
                        most.stream().map(GetHealth::from),
                        Stream.of(most.getLast().to()))
                .toList();
        return Scope.of(reading, month, sql.replace("{begin}", query.by().column()))
                .param("months", Columns.parameters(midnights))
                .param("first", Columns.parameter(midnights.getFirst()))
                .param("next", Columns.parameter(midnights.getLast()));
    }
}
