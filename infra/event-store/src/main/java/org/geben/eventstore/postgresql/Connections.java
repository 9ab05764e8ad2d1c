package org.geben.eventstore.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** Connections on which each statement is a transaction, and what is said when there is none. */
final class Connections {

    private Connections() {}

    static Connection open(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    static EventStoreException noAnswer(SQLException e) {
        return new EventStoreException("The event log did not answer: " + e.getMessage(), e);
    }
}
