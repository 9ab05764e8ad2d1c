package org.geben.query.leaderboard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** From one moment until another, as a calendar on the wall has it. */
record PlainStretch(Instant from, Instant to) {

    /** Null for all time. */
    static @Nullable PlainStretch around(String window, Instant moment, ZoneId zone) {
        ZonedDateTime then = moment.atZone(zone);
        LocalDate day = then.toLocalDate();
        return switch (window) {
            case "day" -> days(day, day.plusDays(1), zone);
            case "week" -> {
                LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
                yield days(monday, monday.plusDays(7), zone);
            }
            case "month" -> months(day.getYear(), day.getMonthValue(), 1, zone);
            case "quarter" -> months(day.getYear(), 3 * ((day.getMonthValue() - 1) / 3) + 1, 3, zone);
            case "year" -> months(day.getYear(), 1, 12, zone);
            case "7d" -> new PlainStretch(then.minusDays(7).toInstant(), moment);
            case "30d" -> new PlainStretch(then.minusDays(30).toInstant(), moment);
            case "90d" -> new PlainStretch(then.minusDays(90).toInstant(), moment);
            case "all" -> null;
            default -> throw new IllegalArgumentException(window);
        };
    }

    private static PlainStretch months(int year, int month, int length, ZoneId zone) {
        LocalDate first = LocalDate.of(year, month, 1);
        return days(first, first.plusMonths(length), zone);
    }

    private static PlainStretch days(LocalDate first, LocalDate next, ZoneId zone) {
        return new PlainStretch(
                first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
    }

    /** The one of the same kind that ends where this one begins. */
    @Nullable
    PlainStretch before(String window, ZoneId zone) {
        return switch (window) {
            case "range" -> new PlainStretch(from.minus(Duration.between(from, to)), from);
            case "7d", "30d", "90d" -> around(window, from, zone);
            default -> around(window, from.minusNanos(1), zone);
        };
    }

    boolean holds(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
