package org.geben.query.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What became of the allowances of a period.
 *
 * @param period such as 2026-03; absent for the last that has begun
 * @param now to tell a running period from a closed one
 */
record GetAllowances(@Nullable String period, Instant now, Reader reader, Page page) {
    private static final Pattern NAME = Pattern.compile("[0-9]{4}-(W[0-9]{2}|[0-9]{2}(-[0-9]{2})?)");

    /** @throws Refusal 400 {@code PERIOD_MALFORMED} */
    GetAllowances {
        if (period != null && !isName(period)) {
            throw Refusal.badRequest(
                    "PERIOD_MALFORMED",
                    "A period is a month, week or day, such as 2026-03, 2026-W10 or 2026-03-02.",
                    "period");
        }
    }

    static boolean isName(String period) {
        return NAME.matcher(period).matches();
    }

    /**
     * @param period absent where no allowance was ever opened
     * @param entries by giver: of a period that is over, who gave most on the last day first; else by the giver's id
     * @param earlier the period before, where there is one
     * @param next the cursor of the next page; absent on the last
     */
    record Result(
            @Nullable Period period,
            @Nullable Points total,
            List<Entry> entries,
            @Nullable String earlier,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}

    /** @param to the first moment after it */
    record Period(String name, Instant from, Instant to, boolean running) {}

    record Entry(Person giver, Points points) {}

    /**
     * @param givers those who have asked for points of the period; others have no allowance yet
     * @param opened how many there were to give
     * @param left of these
     * @param onLastDay of the given ones, in the last 24 hours of the period; absent where it is no longer than a day
     */
    record Points(
            long givers,
            long opened,
            long given,
            long left,
            @Nullable Long onLastDay) {}
}
