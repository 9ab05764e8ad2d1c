package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The stretches of time for which there are boards. Weeks are ISO 8601's, from Monday; the last days end at the moment, and
 * are days as the zone's clocks have them.
 */
enum Window {
    DAY("day", Period.ofDays(1)),
    WEEK("week", Period.ofWeeks(1)),
    MONTH("month", Period.ofMonths(1)),
    QUARTER("quarter", Period.ofMonths(3)),
    YEAR("year", Period.ofYears(1)),
    ALL("all", null),
    LAST_7_DAYS("7d", Period.ofDays(7)),
    LAST_30_DAYS("30d", Period.ofDays(30)),
    LAST_90_DAYS("90d", Period.ofDays(90)),
    /** From one moment to another, as the question says. */
    RANGE("range", null);

    private static final int MONTHS_OF_QUARTER = 3;

    private final String name;
    private final @Nullable Period length;

    Window(String name, @Nullable Period length) {
        this.name = name;
        this.length = length;
    }

    /** @throws Refusal 400 {@code WINDOW_UNKNOWN} */
    static Window of(@Nullable String name) {
        return name == null
                ? ALL
                : named().filter(window -> window.name.equals(name))
                        .findFirst()
                        .orElseThrow(() -> Refusal.badRequest(
                                "WINDOW_UNKNOWN",
                                "The window is one of %s, or goes from a moment to another."
                                        .formatted(named().map(Window::toString).collect(joining(", "))),
                                "window"));
    }

    private static Stream<Window> named() {
        return Arrays.stream(values()).filter(window -> window != RANGE);
    }

    /** The one that holds the moment, or ends there, as the zone's clocks and calendars have it; none for all time. */
    @Nullable
    Range around(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        return switch (this) {
            case DAY -> beginning(day, zone);
            case WEEK -> beginning(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
            case MONTH -> beginning(day.withDayOfMonth(1), zone);
            case QUARTER -> beginning(firstOfQuarter(day), zone);
            case YEAR -> beginning(day.withDayOfYear(1), zone);
            case LAST_7_DAYS, LAST_30_DAYS, LAST_90_DAYS -> endingAt(moment, zone);
            case ALL -> null;
            case RANGE -> throw new IllegalArgumentException("A range goes from one moment to another.");
        };
    }

    /** The stretch of the same kind that ends where the range begins. */
    Range before(Range range, ZoneId zone) {
        return switch (this) {
            case RANGE -> new Range(range.from.minus(Duration.between(range.from, range.to)), range.from);
            case LAST_7_DAYS, LAST_30_DAYS, LAST_90_DAYS -> endingAt(range.from, zone);
            // By the calendar: where clocks go forward at midnight, the first hour is not there to count back from.
            default -> Objects.requireNonNull(around(range.from.minusNanos(1), zone));
        };
    }

    private static LocalDate firstOfQuarter(LocalDate day) {
        return day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % MONTHS_OF_QUARTER);
    }

    private Range beginning(LocalDate first, ZoneId zone) {
        return new Range(
                first.atStartOfDay(zone).toInstant(),
                first.plus(lengthOfIt()).atStartOfDay(zone).toInstant());
    }

    private Range endingAt(Instant end, ZoneId zone) {
        return new Range(end.atZone(zone).minus(lengthOfIt()).toInstant(), end);
    }

    private Period lengthOfIt() {
        if (length == null) {
            throw new IllegalArgumentException("The window %s has no length.".formatted(name));
        }
        return length;
    }

    @Override
    public String toString() {
        return name;
    }

    /** From one moment until another, which is not in it any more. */
    record Range(Instant from, Instant to) {}
}
