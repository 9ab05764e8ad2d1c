package org.geben.query.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;

/** A week from Monday to Sunday in a zone, as ISO 8601 counts them. */
record Week(LocalDate monday, ZoneId zone) {
    /**
     * @param text such as 2026-W12; null for the week of the moment
     * @throws Refusal 400 {@code WEEK_MALFORMED}
     */
    static Week named(@Nullable String text, Instant moment, ZoneId zone) {
        if (text == null) {
            LocalDate today = LocalDate.ofInstant(moment, zone);
            return new Week(today.minusDays(today.getDayOfWeek().getValue() - 1L), zone);
        }
        try {
            if (text.matches("\\d{4}-W\\d{2}") && !text.startsWith("0000") && !text.startsWith("9999")) {
                return new Week(LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE), zone);
            }
        } catch (DateTimeException malformed) {
            // Falls through to the one sentence.
        }
        throw Refusal.badRequest(
                "WEEK_MALFORMED",
                "A week is its year and one of its weeks, 52 in most years and 53 in some, such as 2026-W12.",
                "week");
    }

    String name() {
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                monday.get(IsoFields.WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    Instant from() {
        return monday.atStartOfDay(zone).toInstant();
    }

    Instant to() {
        return monday.plusWeeks(1).atStartOfDay(zone).toInstant();
    }
}
