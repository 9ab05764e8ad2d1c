package org.geben.query.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * How the community, or one of its groups, is doing.
 *
 * @param from the first moment of the window
 * @param to the first moment that is not in it any more; at most ten years later
 * @param now by when a newcomer's first days must be over, at which days and pledges end, and which month is the last
 * @param group absent for the whole community
 */
record GetHealth(
        Instant from,
        Instant to,
        Instant now,
        ZoneId zone,
        @Nullable UUID group,
        Reader reader,
        AsOf asOf) {
    /** Of a table of figures. */
    static final List<String> HEADER =
            Framed.header("metric", "value", "unit", "numerator", "denominator", "undefinedBecause");

    private static final int MOST_YEARS = 10;
    private static final Duration FIRST_DAYS = Duration.ofDays(30);
    private static final Duration LONGEST_MONTH = Duration.ofDays(31);

    /** @throws Refusal 400 {@code RANGE_EMPTY} or {@code RANGE_TOO_LONG} */
    GetHealth {
        if (!from.isBefore(to)) {
            throw Refusal.badRequest("RANGE_EMPTY", "The window must begin before it ends.", "from");
        }
        if (to.isAfter(from.atZone(zone).plusYears(MOST_YEARS).toInstant())) {
            throw Refusal.badRequest("RANGE_TOO_LONG", "The window is at most ten years long.", "from");
        }
        // Who joined in a window that ended long ago is new no longer, nor is it the last month: one question for good.
        now = now.isBefore(to.plus(LONGEST_MONTH)) ? now.truncatedTo(ChronoUnit.MINUTES) : to.plus(LONGEST_MONTH);
    }

    /** As everyone sees it, when nobody who joined in the window is new any more. */
    GetHealth(Instant from, Instant to, ZoneId zone, @Nullable UUID group, AsOf asOf) {
        this(from, to, to.plus(FIRST_DAYS), zone, group, Reader.NOBODY, asOf);
    }

    /** What the answer depends on: whoever asks it. */
    GetHealth asked() {
        return new GetHealth(from, to, now, zone, group, Reader.NOBODY, AsOf.NOW);
    }

    /** The same about another stretch of time. */
    GetHealth within(Span span) {
        return new GetHealth(span.from(), span.to(), now, zone, group, reader, asOf);
    }

    /** Whether it is of the state that the view is in, not of an earlier one or of one under other rules. */
    boolean isOfThePresent() {
        return asOf instanceof AsOf.Now;
    }

    /** Whether the window is a month of the calendar by UTC, whatever the zone. */
    boolean isMonthOfUtc() {
        OffsetDateTime begin = from.atOffset(ZoneOffset.UTC);
        return begin.equals(begin.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1))
                && to.equals(begin.plusMonths(1).toInstant());
    }

    /** Whether it is the month by UTC before the one that is not over. */
    boolean isLastMonthOfUtc() {
        return isMonthOfUtc()
                && !now.isBefore(to)
                && now.isBefore(to.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant());
    }

    /** Whether the first days of whoever joined in it are over. */
    boolean isPastFirstDays() {
        return !now.isBefore(to.plus(FIRST_DAYS));
    }

    /** Where the window ends, or would if it ended now: days that have not come are nobody's. */
    Instant until() {
        return to.isBefore(now) ? to : now;
    }

    Stretch stretch() {
        return new Stretch(from, to, zone.getId());
    }

    String scope() {
        return group == null ? "community" : "group:" + group;
    }

    /** A figure as a row under the {@link #HEADER}. */
    static List<?> row(Metric metric, Stretch window, String scope, Origin origin) {
        return Framed.row(
                window,
                scope,
                metric.excluded(),
                origin,
                metric.name(),
                metric.value(),
                metric.unit(),
                metric.numerator(),
                metric.denominator(),
                metric.undefinedBecause());
    }

    /**
     * @param scope {@code community} or {@code group:<id>}
     */
    record Result(
            List<Metric> metrics,
            Stretch window,
            String scope,
            @JsonUnwrapped Origin origin) implements Tabular {
        @Override
        public List<String> header() {
            return HEADER;
        }

        @Override
        public List<List<?>> rows() {
            return metrics.stream()
                    .<List<?>>map(metric -> row(metric, window, scope, origin))
                    .toList();
        }
    }

    /** @param to not in the window any more */
    record Stretch(Instant from, Instant to, String zone) {}
}
