package org.geben.query.health;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.geben.query.Columns;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * A stretch of time, taken apart into the whole days by UTC in it, whose figures are kept, and what is left before and
 * behind them, where facts are read one by one. So it is exact in any zone.
 *
 * @param to not in it any more
 */
record Span(Instant from, Instant to) {
    static Span of(GetHealth query) {
        return new Span(query.from(), query.to());
    }

    /** The last days before a moment, as the zone's clocks have them. */
    static Span lastDays(int days, Instant to, ZoneId zone) {
        return new Span(to.atZone(zone).minusDays(days).toInstant(), to);
    }

    private boolean hasWholeDays() {
        return firstMidnight().isBefore(Days.of(to));
    }

    private Instant firstMidnight() {
        Instant midnight = Days.of(from);
        return midnight.equals(from) ? midnight : midnight.plus(1, ChronoUnit.DAYS);
    }

    /** Binds {@code :from} and {@code :to}, the whole days {@code :head} to {@code :tail}, and what is around them. */
    StatementSpec bind(StatementSpec statement) {
        Instant head = hasWholeDays() ? firstMidnight() : to;
        Instant tail = hasWholeDays() ? Days.of(to) : to;
        return statement
                .param("from", Columns.parameter(from))
                .param("to", Columns.parameter(to))
                .param("head", Columns.parameter(head))
                .param("tail", Columns.parameter(tail));
    }
}
