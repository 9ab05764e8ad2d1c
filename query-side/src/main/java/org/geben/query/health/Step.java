package org.geben.query.health;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.geben.query.Refusal;

/** The windows of the calendar. Weeks are ISO 8601's, from Monday. */
enum Step {
    DAY,
    WEEK,
    MONTH;

    /** @throws Refusal 400 {@code WINDOW_UNKNOWN} */
    static Step ofWindow(String name) {
        return named(name)
                .orElseThrow(() -> Refusal.badRequest("WINDOW_UNKNOWN", "The window is day, week or month.", "window"));
    }

    /** @throws Refusal 400 {@code STEP_UNKNOWN} */
    static Step ofSeries(String name) {
        return named(name)
                .orElseThrow(
                        () -> Refusal.badRequest("STEP_UNKNOWN", "A series goes on by day, week or month.", "step"));
    }

    private static Optional<Step> named(String name) {
        return Arrays.stream(values())
                .filter(step -> step.toString().equals(name))
                .findFirst();
    }

    /** The first day of the one that holds the moment. */
    LocalDate first(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The first day of a later one, or of an earlier one. */
    LocalDate plus(LocalDate first, int steps) {
        return switch (this) {
            case DAY -> first.plusDays(steps);
            case WEEK -> first.plusWeeks(steps);
            case MONTH -> first.plusMonths(steps);
        };
    }

    Span from(LocalDate first, ZoneId zone) {
        return new Span(
                first.atStartOfDay(zone).toInstant(),
                plus(first, 1).atStartOfDay(zone).toInstant());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
