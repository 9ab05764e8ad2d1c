package org.geben.query.leaderboard;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import org.geben.query.Columns;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The stretches of time for which there are boards. Weeks are ISO 8601's, from Monday. */
enum Window {
    DAY,
    WEEK,
    MONTH,
    ALL;

    /** @throws Refusal 400 {@code WINDOW_UNKNOWN} */
    static Window of(@Nullable String name) {
        return name == null
                ? ALL
                : Arrays.stream(values())
                        .filter(window -> window.toString().equals(name))
                        .findFirst()
                        .orElseThrow(() -> Refusal.badRequest(
                                "WINDOW_UNKNOWN", "The window is day, week, month or all.", "window"));
    }

    /** The one that holds the moment, as the zone's clocks and calendars have it; none for all time. */
    @Nullable
    Range around(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        return switch (this) {
            case DAY -> Range.of(day, day.plusDays(1), zone);
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield Range.of(monday, monday.plusWeeks(1), zone);
            }
            case MONTH -> Range.of(day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1), zone);
            case ALL -> null;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From one moment until another, which is not in it any more. */
    record Range(Instant from, Instant to) {
        /** Binds a statement's {@code :from} and {@code :to}; one for all time, without a range, has neither. */
        static StatementSpec within(@Nullable Range range, StatementSpec statement) {
            return range == null
                    ? statement
                    : statement.param("from", Columns.parameter(range.from)).param("to", Columns.parameter(range.to));
        }

        private static Range of(LocalDate first, LocalDate next, ZoneId zone) {
            return new Range(
                    first.atStartOfDay(zone).toInstant(),
                    next.atStartOfDay(zone).toInstant());
        }
    }
}
