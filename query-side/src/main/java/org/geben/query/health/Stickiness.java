package org.geben.query.health;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.geben.query.Columns;

/**
 * How regularly the active ones come: those active on a day ÷ those active in the thirty days that end with it
 * (Discourse's {@code dau_by_mau}). Over several days both are added up, so that a day counts for as much as happens around
 * it. Days are the zone's, and those count that lie in the window as a whole.
 */
final class Stickiness {
    private static final int SPAN = 30;
    private static final String NAME = "stickiness";

    /** Days of the window that are read at once: with those before them as many as a long has bits. */
    private static final int AT_ONCE = Long.SIZE - (SPAN - 1);

    /** How many were active on which days: the first day is the lowest bit. */
    private static final String ACTIVE_DAYS = """
            SELECT m.days, count(*) AS members
            FROM (SELECT x.giver AS id,
                         bit_or(1::bigint << width_bucket(x.at, (SELECT CAST(:midnights AS timestamptz[]))) - 1) AS days
                  FROM ({exchanged}) x WHERE x.giver_since IS NOT NULL GROUP BY x.giver) m
            WHERE NOT {member left out}
            GROUP BY m.days
            """;

    private Stickiness() {}

    static List<Metric> metrics(Observation observation) {
        GetHealth query = observation.query();
        ZoneId zone = query.zone();
        LocalDate first = query.from().atZone(zone).toLocalDate();
        if (first.atStartOfDay(zone).toInstant().isBefore(query.from())) {
            first = first.plusDays(1);
        }
        LocalDate next = query.until().atZone(zone).toLocalDate();
        if (!first.isBefore(next)) {
            return List.of(Metric.undefined(NAME, "ratio", 0, 0, "The window holds no whole day.", Map.of()));
        }
        return List.of(over(observation, first, next, zone));
    }

    private static Metric over(Observation observation, LocalDate first, LocalDate next, ZoneId zone) {
        Count count = new Count();
        for (LocalDate day = first; day.isBefore(next); day = day.plusDays(AT_ONCE)) {
            LocalDate end = day.plusDays(AT_ONCE);
            count.read(observation, midnights(day, end.isBefore(next) ? end : next, zone));
        }
        List<Instant> midnights = midnights(first, next, zone);
        Span span = new Span(midnights.getFirst(), midnights.getLast());
        return Metric.ratio(
                NAME,
                count.daily,
                count.monthly,
                "Nobody was active in the window or just before.",
                Exchange.both(
                        observation.membersLeftOut(span.to()),
                        Exchange.both(observation.contributionsLeftOut(span), observation.unattributed(span))));
    }

    /** Between all days that those from the first on look at. */
    private static List<Instant> midnights(LocalDate first, LocalDate next, ZoneId zone) {
        return first.minusDays(SPAN - 1)
                .datesUntil(next.plusDays(1))
                .map(day -> day.atStartOfDay(zone).toInstant())
                .toList();
    }

    private static final class Count {
        private long daily;
        private long monthly;

        void read(Observation observation, List<Instant> midnights) {
            int days = midnights.size() - SPAN;
            observation
                    .sql(ACTIVE_DAYS, new Span(midnights.getFirst(), midnights.getLast()))
                    .param("midnights", Columns.parameters(midnights))
                    .query(row -> {
                        add(row.getLong("days"), row.getLong("members"), days);
                    });
        }

        /** @param counted how many of the days are the window's: the last ones */
        private void add(long active, long members, int counted) {
            long window = -1L >>> (Long.SIZE - counted);
            daily += members * Long.bitCount(active >>> (SPAN - 1) & window);
            monthly += members * Long.bitCount(withDaysAfter(active) >>> (SPAN - 1) & window);
        }

        /** Each day and the days after it that look back on it. */
        private static long withDaysAfter(long days) {
            long spread = days;
            int reached = 1;
            while (reached < SPAN) {
                int further = Math.min(reached, SPAN - reached);
                spread |= spread << further;
                reached += further;
            }
            return spread;
        }
    }
}
