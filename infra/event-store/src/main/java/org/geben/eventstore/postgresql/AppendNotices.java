package org.geben.eventstore.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;
import org.geben.eventstore.Wakes;
import org.geben.eventstore.engine.ListeningLoop;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears of what other engines append, by {@code LISTEN} on a connection of its own. Whoever waits on this engine for
 * events is woken by it; those that the engine itself has appended are known without it.
 */
final class AppendNotices implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How often to look whether to stop: reading from a socket cannot be interrupted. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final DataSource dataSource;
    private final Duration silence;
    private final Wakes wakes;
    private final String sender = UUID.randomUUID().toString();
    private final ListeningLoop loop = new ListeningLoop("event-log-notices", this::listen);

    /** @param silence after so long without a notice the connection is tried, for one that was cut off says nothing either */
    AppendNotices(DataSource dataSource, Duration silence, Wakes wakes) {
        this.dataSource = dataSource;
        this.silence = silence;
        this.wakes = wakes;
    }

    /** What this engine's own notices say. */
    String sender() {
        return sender;
    }

    void start() {
        loop.start();
    }

    private void listen(Runnable established) throws SQLException {
        try (Connection connection = Connections.open(dataSource)) {
            execute(connection, "listen event_log");
            try (Subscription listening = () -> execute(connection, "unlisten event_log")) {
                established.run();
                wakes.wakeAll();
                hear(connection);
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection server = connection.unwrap(PGConnection.class);
        long heard = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            PGNotification[] notices = server.getNotifications((int) LOOK.toMillis());
            if (isNews(notices)) {
                wakes.wakeAll();
            }
            if (notices.length > 0) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > silence.toNanos()) {
                if (!connection.isValid((int) PATIENCE.toSeconds())) {
                    throw new SQLException("The connection has fallen silent");
                }
                heard = System.nanoTime();
            }
        }
    }

    private boolean isNews(PGNotification[] notices) {
        return Arrays.stream(notices).anyMatch(notice -> !notice.getParameter().equals(sender));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        loop.close();
    }

    /** Ended before its connection may serve somebody else. */
    private interface Subscription extends AutoCloseable {

        @Override
        void close() throws SQLException;
    }
}
