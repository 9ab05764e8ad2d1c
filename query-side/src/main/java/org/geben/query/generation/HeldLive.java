package org.geben.query.generation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A projection's live generation, which stands still until this is closed: whoever folds into it waits. On a connection of
 * its own, so that the transactions of the thread that holds it are others.
 */
final class HeldLive implements AutoCloseable {
    /** The database lets the live one go if this process has not done so by then, because it hangs or the log is too quick. */
    private static final String AT_MOST = "5s";

    private final Connection connection;
    private final Optional<Generation> generation;

    HeldLive(DataSource readSide, String projection) throws SQLException {
        this.connection = readSide.getConnection();
        try {
            connection.setAutoCommit(false);
            try (Statement limit = connection.createStatement()) {
                limit.execute("SET LOCAL idle_in_transaction_session_timeout = '%s'".formatted(AT_MOST));
            }
            this.generation = new Catalogue(new SingleConnectionDataSource(connection, true)).holdLive(projection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Empty if there is none. */
    Optional<Generation> generation() {
        return generation;
    }

    @Override
    public void close() throws SQLException {
        // What the pool takes back is rolled back, and no longer a transaction.
        connection.close();
    }
}
