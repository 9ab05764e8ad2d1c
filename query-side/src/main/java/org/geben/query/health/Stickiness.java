package org.geben.query.health;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geben.query.Columns;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * How regularly the active ones come: those active on a day ÷ those active in the thirty days that end with it
 * (Discourse's {@code dau_by_mau}). Over several days both are added up, so that a day counts for as much as happens around
 * it. Days are the zone's, and those count that lie in the window as a whole.
 */
final class Stickiness {
    private static final int SPAN = 30;
    private static final String NAME = "stickiness";

    private static final String OF_KEPT_DAYS = """
            SELECT d.giver AS member, d.day AS at FROM $.daily d
            WHERE d.day >= :from AND d.day < :to AND {day in scope}
            """;

    private static final String OF_FACTS = """
            SELECT c.author AS member, c.published_at AS at FROM $.contribution c
            WHERE c.published_at >= :from AND c.published_at < :to AND NOT c.withdrawn AND NOT c.hidden
              AND {contribution in scope}
            UNION ALL
            SELECT a.giver, a.given_at FROM $.appreciation a LEFT JOIN $.contribution c ON c.id = a.contribution
            WHERE a.given_at >= :from AND a.given_at < :to AND NOT a.time_inferred AND {contribution in scope}
            """;

    private static final String ACTIVE_DAYS = """
            SELECT DISTINCT m.id, width_bucket(x.at, (SELECT CAST(:midnights AS timestamptz[]))) AS day
            FROM (%s) x JOIN $.member m ON m.id = x.member
            WHERE m.present AND NOT m.automated ORDER BY m.id, day
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
        List<Instant> midnights = first.minusDays(SPAN - 1)
                .datesUntil(next.plusDays(1))
                .map(day -> day.atStartOfDay(zone).toInstant())
                .toList();
        boolean byUtc = midnights.stream().allMatch(midnight -> midnight.equals(Days.of(midnight)));
        Count count = new Count(midnights.size() - 1);
        Span span = new Span(midnights.getFirst(), midnights.getLast());
        StatementSpec days = observation.sql(ACTIVE_DAYS.formatted(byUtc ? OF_KEPT_DAYS : OF_FACTS), span);
        List<Object> members = new ArrayList<>();
        days.param("midnights", midnights.stream().map(Instant::toString).toArray(String[]::new))
                .query(row -> {
                    Object member = Columns.id(row, "id");
                    boolean another = members.isEmpty() || !members.getFirst().equals(member);
                    if (another) {
                        members.clear();
                        members.add(member);
                    }
                    count.add(row.getInt("day"), another);
                });
        return Metric.ratio(
                NAME,
                count.daily,
                count.monthly,
                "Nobody was active in the window or just before.",
                Exchange.both(
                        observation.membersLeftOut(span.to()),
                        Exchange.both(observation.contributionsLeftOut(span), observation.unattributed(span))));
    }

    /** Adds up days, which come in order for each member. */
    private static final class Count {
        private final int last;
        private long daily;
        private long monthly;
        private int countedUntil;

        /** @param last the number of the last day; the first of the window has the number {@link #SPAN} */
        private Count(int last) {
            this.last = last;
        }

        void add(int day, boolean ofAnotherMember) {
            if (ofAnotherMember) {
                countedUntil = SPAN - 1;
            }
            if (day >= SPAN) {
                daily++;
            }
            int until = Math.min(last, day + SPAN - 1);
            int from = Math.max(countedUntil, day - 1);
            if (until > from) {
                monthly += until - from;
                countedUntil = until;
            }
        }
    }
}
