package org.geben.query.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeUnit;
import org.geben.query.Columns;
import org.geben.query.Held;
import org.geben.query.Interactions;
import org.geben.query.PledgeKept;
import org.geben.query.Promises;
import org.jspecify.annotations.Nullable;

/**
 * {@linkplain PledgeKept How much of what leaders pledged they gave}, on those of the window's days that are over.
 * Days are the zone's, and those count that lie in the window as a whole. What one leader pledged is for that leader
 * and for community managers: it is withheld where fewer than five leaders' pledges are counted, or left out for one
 * cause.
 */
final class Pledges {
    private static final String NAME = "pledgeKept";

    private static final String WORDS = """
            SELECT p.leader, p.unit, p.per_week, p.begins, m.automated, m.present
            FROM $.pledge p JOIN $.member m ON m.id = p.leader ORDER BY p.leader, p.sequence
            """;

    private static final String GIVEN = """
            WITH pledge AS (
                SELECT leader, begins, ends
                FROM unnest(CAST(:leaders AS uuid[]), CAST(:begins AS timestamptz[]), CAST(:ends AS timestamptz[]))
                     AS pledge(leader, begins, ends))
            SELECT (SELECT count(*) FROM pledge p
                    JOIN $.contribution c ON c.author = p.leader
                        AND c.published_at >= p.begins AND c.published_at < p.ends AND NOT c.withdrawn AND NOT c.hidden
                    WHERE %s)
                 + (SELECT count(*) FROM pledge p
                    JOIN $.appreciation a ON a.giver = p.leader
                        AND a.given_at >= p.begins AND a.given_at < p.ends AND NOT a.time_inferred
                    WHERE %s)
            """.formatted(Interactions.ANSWERS_ANOTHER, Interactions.FOR_NO_PROGRAM);

    private Pledges() {}

    private record Leader(UUID id, boolean automated, boolean present) {}

    private record Pledging(Leader leader, Held held) {
        @Nullable
        String leftOut() {
            if (leader.automated) {
                return "pledgesOfAutomatedMembers";
            }
            if (!leader.present) {
                return "pledgesOfMembersWhoLeft";
            }
            return held.isOfInteractions() ? null : "pledgesOfHours";
        }
    }

    static Metric kept(Observation observation) {
        if (!observation.isOfCommunity()) {
            return Metric.undefined(
                    NAME, "ratio", 0, 0, "Pledges are made to the community, not to a group.", Map.of());
        }
        ZoneId zone = observation.query().zone();
        Map<String, Long> leftOut = new TreeMap<>(observation.exchange().interactionsLeftOut());
        List<Pledging> counted = new ArrayList<>();
        Map<String, Set<UUID>> told = new HashMap<>();
        for (Pledging some : held(observation)) {
            String why = some.leftOut();
            told.computeIfAbsent(Objects.requireNonNullElse(why, NAME), first -> new HashSet<>())
                    .add(some.leader.id);
            if (why == null) {
                counted.add(some);
            } else {
                leftOut.merge(why, 1L, Long::sum);
            }
        }
        if (told.values().stream().anyMatch(leaders -> Privacy.isSmall(leaders.size()))) {
            return Privacy.withheld(NAME);
        }
        List<Held> days = counted.stream().map(Pledging::held).toList();
        long given = observation
                .sql(GIVEN)
                .param(
                        "leaders",
                        Columns.parameters(
                                counted.stream().map(some -> some.leader.id).toList()))
                .param(
                        "begins",
                        Columns.parameters(starts(days.stream().map(Held::first).toList(), zone)))
                .param(
                        "ends",
                        Columns.parameters(starts(days.stream().map(Held::next).toList(), zone)))
                .query(Long.class)
                .single();
        PledgeKept kept = PledgeKept.of(given, days);
        return Metric.ratio(
                NAME,
                kept.given(),
                kept.pledged(),
                "No pledge of interactions holds on a day of the window that is over.",
                leftOut);
    }

    private static List<Pledging> held(Observation observation) {
        GetHealth query = observation.query();
        Map<Leader, Promises> promises = new LinkedHashMap<>();
        observation.sql(WORDS).query(row -> {
            Leader leader =
                    new Leader(Columns.id(row, "leader"), row.getBoolean("automated"), row.getBoolean("present"));
            say(promises.computeIfAbsent(leader, first -> new Promises()), row, query.zone());
        });
        LocalDate first = firstDay(query.from(), query.zone());
        LocalDate next = query.until().atZone(query.zone()).toLocalDate();
        List<Pledging> held = new ArrayList<>();
        promises.forEach(
                (leader, said) -> said.held(first, next).forEach(some -> held.add(new Pledging(leader, some))));
        return held;
    }

    private static void say(Promises promises, ResultSet row, ZoneId zone) throws SQLException {
        Instant begins = Columns.time(row, "begins");
        String unit = row.getString("unit");
        if (unit == null) {
            promises.ended(LocalDate.ofInstant(begins, zone));
        } else {
            promises.pledged(new Pledge(
                    PledgeUnit.valueOf(unit), row.getInt("per_week"), LocalDate.ofInstant(begins, ZoneOffset.UTC)));
        }
    }

    private static LocalDate firstDay(Instant from, ZoneId zone) {
        LocalDate day = from.atZone(zone).toLocalDate();
        return day.atStartOfDay(zone).toInstant().isBefore(from) ? day.plusDays(1) : day;
    }

    private static List<Instant> starts(List<LocalDate> days, ZoneId zone) {
        return days.stream().map(day -> day.atStartOfDay(zone).toInstant()).toList();
    }
}
