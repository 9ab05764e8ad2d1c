package org.geben.application.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Where the log keeps its events: pools apart from the one of the views, because whoever appends must never wait for
 * those who hold a connection while they wait for an append; and one for appending alone, because those who page
 * through the history must not be waited for either.
 *
 * @param writing for appending, one batch at a time
 * @param reading for everything else
 */
public record EventLogDatabase(HikariDataSource writing, HikariDataSource reading) implements AutoCloseable {

    /** The batch that is being written, and room for the one after it while a connection is being replaced. */
    private static final int WRITERS = 2;

    private static final int READERS = 10;

    /** Far more than any batch or page takes, and less than callers are willing to wait. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration WAITING_FOR_CONNECTION = Duration.ofSeconds(10);

    static EventLogDatabase on(JdbcConnectionDetails database) {
        return new EventLogDatabase(pool("event-log-writer", WRITERS, database), pool("event-log", READERS, database));
    }

    public List<HikariDataSource> pools() {
        return List.of(writing, reading);
    }

    @Override
    public void close() {
        pools().forEach(HikariDataSource::close);
    }

    private static HikariDataSource pool(String name, int size, JdbcConnectionDetails database) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setMaximumPoolSize(size);
        pool.setConnectionTimeout(WAITING_FOR_CONNECTION.toMillis());
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        // A host that falls silent, without so much as a reset, would keep whoever waits for its answer for ever: and
        // behind the one that appends, everybody. What the operator's own URL says of these three counts more. They are
        // texts because the driver overlooks anything else.
        pool.addDataSourceProperty("socketTimeout", Long.toString(SILENCE.toSeconds()));
        pool.addDataSourceProperty("connectTimeout", Long.toString(CONNECTING.toSeconds()));
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(pool);
    }
}
