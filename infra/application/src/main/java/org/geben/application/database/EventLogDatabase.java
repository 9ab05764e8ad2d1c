package org.geben.application.database;

import com.zaxxer.hikari.HikariDataSource;
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

    static EventLogDatabase on(JdbcConnectionDetails database) {
        return new EventLogDatabase(
                ConnectionPool.of("event-log-writer", WRITERS, database),
                ConnectionPool.of("event-log", READERS, database));
    }

    public List<HikariDataSource> pools() {
        return List.of(writing, reading);
    }

    @Override
    public void close() {
        pools().forEach(HikariDataSource::close);
    }
}
