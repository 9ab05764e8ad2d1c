package org.geben.query.generation;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether events come in that another process folds: then what is live moves on. Whoever asks has it looked at once a
 * second at most.
 */
final class TrafficElsewhere implements BooleanSupplier {
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    private final JdbcClient client;
    private final LongSupplier nanoTime;
    private long looked;
    private long positions = -1;
    private boolean moves;

    TrafficElsewhere(DataSource readSide, LongSupplier nanoTime) {
        this.client = JdbcClient.create(readSide);
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized boolean getAsBoolean() {
        long now = nanoTime.getAsLong();
        if (positions < 0 || now - looked >= LOOK) {
            long found = client.sql(
                            "SELECT coalesce(sum(position), 0)::bigint FROM geben.generation WHERE state = 'LIVE'")
                    .query(Long.class)
                    .single();
            moves = positions >= 0 && found != positions;
            positions = found;
            looked = now;
        }
        return moves;
    }
}
