package org.geben.query.health;

import java.time.Instant;
import java.time.ZoneId;
import org.geben.query.Columns;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * A stretch of time.
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

    /** Whether it has no moment, as a day that a zone has left out. */
    boolean isEmpty() {
        return !from.isBefore(to);
    }

    /** Binds {@code :from} and {@code :to}. */
    StatementSpec bind(StatementSpec statement) {
        return statement.param("from", Columns.parameter(from)).param("to", Columns.parameter(to));
    }
}
