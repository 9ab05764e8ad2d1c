package org.geben.query.generation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Statements that may last for minutes. A thread that waits for the database hears no interruption, so another one looks out
 * for it and has the database cancel whatever is under way.
 */
final class Interruptible {
    private static final Logger log = LoggerFactory.getLogger(Interruptible.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final PGConnection connection;
    private final Thread worker = Thread.currentThread();
    private boolean over;

    private Interruptible(PGConnection connection) {
        this.connection = connection;
    }

    /**
     * To be called in a transaction, which is to be undone if it throws.
     *
     * @throws CancellationException if the thread is interrupted meanwhile; it still is afterwards
     */
    static void run(JdbcTemplate jdbc, Runnable statements) {
        jdbc.execute((ConnectionCallback<@Nullable Void>) connection -> {
            new Interruptible(connection.unwrap(PGConnection.class)).run(statements);
            return null;
        });
    }

    private void run(Runnable statements) {
        Thread.ofVirtual().name("interruptions").start(this::watch);
        try {
            statements.run();
        } catch (RuntimeException e) {
            throw worker.isInterrupted() ? cancelled(e) : e;
        } finally {
            end();
        }
    }

    private static CancellationException cancelled(RuntimeException cause) {
        CancellationException cancelled = new CancellationException("A statement was cancelled by an interruption.");
        cancelled.initCause(cause);
        return cancelled;
    }

    private synchronized void watch() {
        try {
            while (!over) {
                if (worker.isInterrupted()) {
                    connection.cancelQuery();
                }
                wait(LOOK.toMillis());
            }
        } catch (SQLException | InterruptedException e) {
            log.warn("An interruption cannot be passed on to the database", e);
        }
    }

    /** Whoever uses the connection next must not be cancelled. */
    private synchronized void end() {
        over = true;
        notifyAll();
    }
}
