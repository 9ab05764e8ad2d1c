package org.geben.query;

import static org.geben.query.Refusal.badRequest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.geben.kernel.Malformed;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that queries have in common, and refuses in one sentence what cannot be meant. */
public final class Parameters {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** One that a {@code long} holds. */
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

    /** Nothing happens before it. */
    private static final int FIRST_YEAR = 1970;

    /** Whatever the zone, the moments around its months can be compared with. */
    private static final int LAST_YEAR = 9998;

    private Parameters() {}

    /** @throws Refusal 400 {@code ID_MALFORMED} */
    public static UUID id(String parameter, String text) {
        try {
            return Malformed.unlessUuid("An id", text);
        } catch (Malformed malformed) {
            throw badRequest(
                    "ID_MALFORMED", "An id is a UUID such as 018f3c1e-0000-7000-8000-000000000000.", parameter);
        }
    }

    /**
     * The id of what is numbered.
     *
     * @param of what it is, such as {@code generation}
     * @throws Refusal 400 {@code ID_MALFORMED}
     */
    public static long number(String of, String id) {
        return number(of, id, "id");
    }

    static long number(String of, String id, String parameter) {
        if (!WHOLE.matcher(id).matches()) {
            throw badRequest("ID_MALFORMED", "The id of a %s is a whole number.".formatted(of), parameter);
        }
        return Long.parseLong(id);
    }

    /**
     * How many entries a page has, 1 to 100.
     *
     * @throws Refusal 400 {@code LIMIT_OUT_OF_BOUNDS}
     */
    public static int limit(@Nullable String text, int usual) {
        if (text == null) {
            return usual;
        }
        if (text.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= 100) {
                return limit;
            }
        }
        throw badRequest("LIMIT_OUT_OF_BOUNDS", "The limit is a whole number from 1 to 100.", "limit");
    }

    /** @throws Refusal 400 {@code POSITION_MALFORMED} */
    static long position(String parameter, String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw badRequest("POSITION_MALFORMED", "A position is a whole number from 0.", parameter);
        }
        return Long.parseLong(text);
    }

    /** @throws Refusal 400 {@code TIME_MALFORMED} */
    static Instant moment(String parameter, String text) {
        try {
            return storable(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            throw badRequest(
                    "TIME_MALFORMED",
                    "A moment names its day, time and offset, such as 2026-03-29T01:30:00Z.",
                    parameter);
        }
    }

    /**
     * UTC unless named.
     *
     * @throws Refusal 400 {@code ZONE_UNKNOWN}
     */
    public static ZoneId zone(@Nullable String text) {
        try {
            return ZoneId.of(text == null ? "UTC" : text);
        } catch (DateTimeException unknown) {
            throw badRequest(
                    "ZONE_UNKNOWN", "The zone is the name of a time zone such as Europe/Berlin, or UTC.", "zone");
        }
    }

    /**
     * A moment, or the beginning of a day in the zone.
     *
     * @throws Refusal 400 {@code TIME_MALFORMED}
     */
    public static Instant time(String parameter, String text, ZoneId zone) {
        try {
            return storable(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            throw badRequest(
                    "TIME_MALFORMED",
                    "A time is a date such as 2026-03-29, or a moment such as 2026-03-29T01:30:00Z.",
                    parameter);
        }
    }

    /** The month in which the moment is in the zone, or the first that is asked for. */
    public static YearMonth month(Instant moment, ZoneId zone) {
        YearMonth month = YearMonth.from(moment.atZone(zone));
        return month.getYear() < FIRST_YEAR ? YearMonth.of(FIRST_YEAR, 1) : month;
    }

    /**
     * A month of the calendar.
     *
     * @throws Refusal 400 {@code MONTH_MALFORMED}
     */
    public static YearMonth month(String parameter, String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (MONTH.matcher(text).matches() && month.getYear() >= FIRST_YEAR && month.getYear() <= LAST_YEAR) {
                return month;
            }
        } catch (DateTimeException malformed) {
            // Falls through to the one sentence for every malformed month.
        }
        throw badRequest(
                "MONTH_MALFORMED", "A month is its year, 1970 to 9998, and its number, such as 2026-03.", parameter);
    }

    /**
     * The same moment.
     *
     * @throws DateTimeException if it is outside the years 1 to 9999, which the view cannot compare with
     */
    public static Instant storable(Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new DateTimeParseException("Not within the years 1 to 9999.", instant.toString(), 0);
        }
        return instant;
    }
}
