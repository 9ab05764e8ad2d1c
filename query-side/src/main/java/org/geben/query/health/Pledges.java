package org.geben.query.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.geben.kernel.pledge.PledgeUnit;
import org.geben.query.Columns;
import org.geben.query.Interactions;
import org.jspecify.annotations.Nullable;

/**
 * How much of what leaders pledged they gave: {@link Interactions} ÷ pledged ones, on those of the window's days on
 * which a pledge holds. Days are the zone's, and those count that lie in the window as a whole. A pledge holds from
 * its day until the next word about it does, or until the day after it was ended. Pledges of hours are left out, for
 * nobody records hours; so are those of members who are not present. Both sides are told times seven, since a pledge
 * is for a week and days are counted.
 */
final class Pledges {
    private static final String NAME = "pledgeKept";
    private static final int DAYS_OF_A_WEEK = 7;

    private static final String WORDS = """
            SELECT p.leader, p.unit, p.per_week, p.begins
            FROM $.pledge p JOIN $.member m ON m.id = p.leader
            WHERE m.present AND NOT m.automated ORDER BY p.leader, p.sequence
            """;

    private static final String GIVEN = """
            WITH pledge AS (
                SELECT leader, begins, ends
                FROM unnest(CAST(:leaders AS uuid[]), CAST(:begins AS timestamptz[]), CAST(:ends AS timestamptz[]))
                     AS pledge(leader, begins, ends))
            SELECT (SELECT count(*) FROM pledge p
                    JOIN $.contribution c ON c.author = p.leader AND c.day > p.begins - interval '24 hours' AND c.day < p.ends
                        AND c.published_at >= p.begins AND c.published_at < p.ends AND NOT c.withdrawn AND NOT c.hidden
                    WHERE %s)
                 + (SELECT count(*) FROM pledge p
                    JOIN $.appreciation a ON a.giver = p.leader AND a.day > p.begins - interval '24 hours' AND a.day < p.ends
                        AND a.given_at >= p.begins AND a.given_at < p.ends AND NOT a.time_inferred
                    WHERE %s)
            """.formatted(Interactions.ANSWERS_ANOTHER, Interactions.FOR_NO_PROGRAM);

    private Pledges() {}

    private record Word(UUID leader, @Nullable String unit, long perWeek, Instant begins) {
        static Word of(ResultSet row, int n) throws SQLException {
            return new Word(
                    Columns.id(row, "leader"),
                    row.getString("unit"),
                    row.getLong("per_week"),
                    Columns.time(row, "begins"));
        }

        /** The first day on which it holds. */
        LocalDate first(ZoneId zone) {
            return unit == null
                    ? begins.atZone(zone).toLocalDate().plusDays(1)
                    : begins.atZone(ZoneOffset.UTC).toLocalDate();
        }
    }

    /** @param next the first day on which it does not hold any more */
    private record Held(UUID leader, String unit, long perWeek, LocalDate first, LocalDate next) {
        long days() {
            return ChronoUnit.DAYS.between(first, next);
        }
    }

    static Metric kept(Observation observation) {
        if (!observation.isOfCommunity()) {
            return Metric.undefined(
                    NAME, "ratio", 0, 0, "Pledges are made to the community, not to a group.", Map.of());
        }
        ZoneId zone = observation.query().zone();
        List<Held> held = held(observation.sql(WORDS).query(Word::of).list(), observation.query());
        List<Held> counted = held.stream()
                .filter(pledge -> pledge.unit.equals(PledgeUnit.INTERACTIONS.name()))
                .toList();
        Map<String, Long> leftOut = new TreeMap<>();
        if (held.size() > counted.size()) {
            leftOut.put("pledgesOfHours", (long) held.size() - counted.size());
        }
        long given = observation
                .sql(GIVEN)
                .param("leaders", texts(counted.stream().map(Held::leader).toList()))
                .param("begins", texts(starts(counted.stream().map(Held::first).toList(), zone)))
                .param("ends", texts(starts(counted.stream().map(Held::next).toList(), zone)))
                .query(Long.class)
                .single();
        return Metric.ratio(
                NAME,
                given * DAYS_OF_A_WEEK,
                counted.stream()
                        .mapToLong(pledge -> pledge.perWeek * pledge.days())
                        .sum(),
                "No pledge of interactions holds on a day of the window.",
                leftOut);
    }

    private static List<Held> held(List<Word> words, GetHealth query) {
        LocalDate first = firstDay(query.from(), query.zone());
        LocalDate next = query.until().atZone(query.zone()).toLocalDate();
        List<Held> held = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            LocalDate until = next;
            // The last word counts: one that begins earlier than those before it leaves nothing of them.
            for (int j = i + 1; j < words.size() && words.get(j).leader.equals(word.leader); j++) {
                until = earlier(until, words.get(j).first(query.zone()));
            }
            LocalDate begin = word.first(query.zone());
            begin = begin.isBefore(first) ? first : begin;
            if (word.unit != null && begin.isBefore(until)) {
                held.add(new Held(word.leader, word.unit, word.perWeek, begin, until));
            }
        }
        return held;
    }

    private static LocalDate firstDay(Instant from, ZoneId zone) {
        LocalDate day = from.atZone(zone).toLocalDate();
        return day.atStartOfDay(zone).toInstant().isBefore(from) ? day.plusDays(1) : day;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static List<Instant> starts(List<LocalDate> days, ZoneId zone) {
        return days.stream().map(day -> day.atStartOfDay(zone).toInstant()).toList();
    }

    private static String[] texts(List<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }
}
