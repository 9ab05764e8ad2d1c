package org.geben.command.appreciation;

import static java.time.DayOfWeek.MONDAY;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * How many points each giver may pass on, and how often anew. A setting of the community; an allowance keeps those under
 * which it was opened until its period is over.
 *
 * @param points in each period, 0 or more; with 0, kudos carry words only
 * @param unit of the periods
 * @param zone in which a period begins and ends
 */
public record AllowanceTerms(int points, Unit unit, ZoneId zone) {
    public AllowanceTerms {
        if (points < 0) {
            throw new IllegalArgumentException("An allowance of points is 0 or more.");
        }
    }

    Period periodOf(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, zone);
        return switch (unit) {
            case DAY -> period(day.toString(), day, day.plusDays(1));
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(MONDAY));
                String label = String.format(
                        Locale.ROOT,
                        "%d-W%02d",
                        day.get(IsoFields.WEEK_BASED_YEAR),
                        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
                yield period(label, monday, monday.plusWeeks(1));
            }
            case MONTH -> {
                YearMonth month = YearMonth.from(day);
                yield period(
                        month.toString(), month.atDay(1), month.plusMonths(1).atDay(1));
            }
        };
    }

    private Period period(String label, LocalDate first, LocalDate next) {
        return new Period(
                label,
                first.atStartOfDay(zone).toInstant(),
                next.atStartOfDay(zone).toInstant());
    }

    /** Weeks are those of ISO 8601. */
    public enum Unit {
        DAY,
        WEEK,
        MONTH
    }

    /**
     * One day, week or month.
     *
     * @param label its name, which differs from that of any other
     * @param to the first moment after it
     */
    record Period(String label, Instant from, Instant to) {}
}
