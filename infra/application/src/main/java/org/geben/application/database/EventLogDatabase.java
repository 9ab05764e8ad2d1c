package org.geben.application.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/**
 * Where the log keeps its events: a pool apart from the one of the views, because whoever appends must never wait for
 * those who hold a connection while they wait for an append.
 */
public record EventLogDatabase(HikariDataSource connections) implements AutoCloseable {

    public DataSource pool() {
        return connections;
    }

    @Override
    public void close() {
        connections.close();
    }
}
