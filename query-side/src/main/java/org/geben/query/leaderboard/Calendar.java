package org.geben.query.leaderboard;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * The community's calendar, in which standings are kept. A day is the number of its date, such as 20260329; a stretch is
 * 202603 for a month, 202621 for a year's first quarter, 202600 for the year, and {@value #ALL} for all time.
 */
record Calendar(ZoneId zone) {
    static final int ALL = 0;

    static final Calendar UTC = new Calendar(ZoneId.of("UTC"));

    private static final int YEAR = 100;
    private static final int QUARTER = 20;
    private static final int MONTHS_OF_QUARTER = 3;

    /** In SQL: the quarter of a month, in a column of this name. */
    static String quarterOf(String month) {
        return "(%1$s / 100 * 100 + 20 + (%1$s %% 100 + 2) / 3)".formatted(month);
    }

    /** In SQL: the year of a month. */
    static String yearOf(String month) {
        return "(%s / 100 * 100)".formatted(month);
    }

    /** In SQL: the month in which a stretch ends; all time does so behind all others. */
    static String lastMonth(String stretch) {
        return """
                (CASE WHEN %1$s = 0 THEN 999912 WHEN %1$s %% 100 = 0 THEN %1$s + 12
                      WHEN %1$s %% 100 > 20 THEN %1$s - 20 + (%1$s %% 100 - 20) * 2 ELSE %1$s END)""".formatted(stretch);
    }

    /** In SQL: the stretch before one of the same kind, so many months, quarters or years off. */
    static String before(String stretch) {
        return "(CASE %1$s %% 100 WHEN 1 THEN %1$s - 89 WHEN 21 THEN %1$s - 97 WHEN 0 THEN %1$s - 100 ELSE %1$s - 1 END)"
                .formatted(stretch);
    }

    /** In SQL: the stretch behind one of the same kind. */
    static String behind(String stretch) {
        return "(CASE %1$s %% 100 WHEN 12 THEN %1$s + 89 WHEN 24 THEN %1$s + 97 WHEN 0 THEN %1$s + 100 ELSE %1$s + 1 END)"
                .formatted(stretch);
    }

    long day(Instant moment) {
        LocalDate date = moment.atZone(zone).toLocalDate();
        return (date.getYear() * (long) YEAR + date.getMonthValue()) * YEAR + date.getDayOfMonth();
    }

    /** The stretch of a window around a moment, if standings are kept for such windows. */
    int stretch(Window window, Instant moment) {
        LocalDate date = moment.atZone(zone).toLocalDate();
        int year = date.getYear() * YEAR;
        return switch (window) {
            case MONTH -> year + date.getMonthValue();
            case QUARTER -> year + QUARTER + (date.getMonthValue() + 2) / MONTHS_OF_QUARTER;
            case YEAR -> year;
            case ALL -> ALL;
            default -> throw new IllegalArgumentException("No standings are kept for the window " + window);
        };
    }

    /** A year before the first would have the numbers of other stretches. */
    boolean keeps(Span span) {
        return switch (span.window()) {
            case ALL -> true;
            case MONTH, QUARTER, YEAR ->
                span.zone().normalized().equals(zone.normalized())
                        && span.at().atZone(zone).getYear() > 0;
            default -> false;
        };
    }

    Window.Range month(long day) {
        YearMonth month = YearMonth.of((int) (day / YEAR / YEAR), (int) (day / YEAR % YEAR));
        return new Window.Range(
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }

    Window.Range dayRange(long day) {
        LocalDate date = LocalDate.of((int) (day / YEAR / YEAR), (int) (day / YEAR % YEAR), (int) (day % YEAR));
        return new Window.Range(
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
