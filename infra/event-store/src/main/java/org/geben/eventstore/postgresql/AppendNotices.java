package org.geben.eventstore.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;
import org.geben.eventstore.Wakes;
import org.geben.eventstore.engine.ListeningLoop;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears of what other engines append, by {@code LISTEN} on a connection of its own. Whoever waits on this engine for
 * events is woken by it; those that the engine itself has appended are known without it.
 *
 * <p>A notice costs an append more than all else that the server does for it, for the listener runs while the next
 * append would. So engines tell one another that they listen: each holds a shared lock as long as it does, and says so
 * once. One that knows itself alone sends no notices. That another one has come is heard within milliseconds, that it
 * has gone is found out later; whoever misses what was appended in between finds it by looking.
 */
final class AppendNotices implements AutoCloseable {

    /** How long an answer is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How often to look whether to stop: reading from a socket cannot be interrupted. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private static final String KEY = "'event_log.event'::regclass::int, 1";
    private static final String LISTEN = "listen event_log; select pg_advisory_lock_shared(%s)".formatted(KEY);
    private static final String UNLISTEN = "unlisten event_log; select pg_advisory_unlock_shared(%s)".formatted(KEY);

    private static final String OTHERS_LISTEN = """
            select exists (
                select from pg_locks l join pg_database d on d.oid = l.database
                where d.datname = current_database() and l.locktype = 'advisory' and l.granted
                    and l.classid = 'event_log.event'::regclass and l.objid = 1 and l.objsubid = 2
                    and l.pid <> pg_backend_pid())""";

    private final DataSource dataSource;
    private final Duration silence;
    private final Wakes wakes;
    private final String sender = UUID.randomUUID().toString();
    private final ListeningLoop loop = new ListeningLoop("event-log-notices", this::listen);
    private volatile boolean alone;

    /** @param silence after so long the connection is tried, for one that was cut off says nothing */
    AppendNotices(DataSource dataSource, Duration silence, Wakes wakes) {
        this.dataSource = dataSource;
        this.silence = silence;
        this.wakes = wakes;
    }

    /** What this engine's own notices are to say; null if nobody else listens. */
    @Nullable
    String sender() {
        return alone ? null : sender;
    }

    void start() {
        loop.start();
    }

    private void listen(Runnable established) throws SQLException {
        try (Connection connection = Connections.open(dataSource)) {
            connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
            execute(connection, LISTEN);
            try (Subscription listening = () -> unlisten(connection)) {
                execute(connection, "select pg_notify('event_log', '%s')".formatted(sender));
                alone = !othersListen(connection);
                established.run();
                wakes.wakeAll();
                hear(connection);
            } finally {
                alone = false;
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection server = connection.unwrap(PGConnection.class);
        long asked = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            if (isNews(server.getNotifications((int) LOOK.toMillis()))) {
                alone = false;
                wakes.wakeAll();
            }
            if (System.nanoTime() - asked > silence.toNanos()) {
                alone = !othersListen(connection);
                asked = System.nanoTime();
            }
        }
    }

    /** Or else the connection ends, for the lock would go on telling that somebody listens. */
    private static void unlisten(Connection connection) throws SQLException {
        try {
            execute(connection, UNLISTEN);
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            throw e;
        }
    }

    private boolean isNews(PGNotification[] notices) {
        return Arrays.stream(notices).anyMatch(notice -> !notice.getParameter().equals(sender));
    }

    private static boolean othersListen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(OTHERS_LISTEN)) {
            answer.next();
            return answer.getBoolean(1);
        }
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
