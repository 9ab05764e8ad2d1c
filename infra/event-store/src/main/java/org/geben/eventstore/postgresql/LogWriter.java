package org.geben.eventstore.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.geben.eventstore.AppendListener;
import org.geben.eventstore.Wakes;
import org.geben.eventstore.engine.Outcome;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch by one statement in autocommit mode: one round trip is the whole transaction, so the lock on the log is
 * never held across the network.
 *
 * <p>An error that the server itself reports means that its transaction was rolled back. Any other fault, once the call
 * was sent, leaves the outcome open; the same call is then made once more, which finds the events if they are there and
 * stores them if not.
 */
final class LogWriter implements GroupCommit.Writer {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final String LOST = "the connection was lost on the way";
    // Data exception, integrity constraint violation, program limit exceeded: faults of what is to be stored.
    private static final Set<String> FAULTS_OF_EVENTS = Set.of("22", "23", "54");

    private final DataSource dataSource;
    private final AppendCalls calls;
    private final AppendListener listener;
    private final Wakes wakes;

    LogWriter(DataSource dataSource, AppendCalls calls, AppendListener listener, Wakes wakes) {
        this.dataSource = dataSource;
        this.calls = calls;
        this.listener = listener;
        this.wakes = wakes;
    }

    @Override
    public List<Outcome> write(List<Append> appends) {
        Batch batch = Batch.of(appends);
        long begun = System.nanoTime();
        try {
            List<Outcome> outcomes = appendSurely(batch);
            wakes.wakeAll();
            int refused = (int) outcomes.stream()
                    .filter(outcome -> !(outcome instanceof Outcome.Stored))
                    .count();
            listener.written(batch.size(), batch.events().size(), refused, Duration.ofNanos(System.nanoTime() - begun));
            return outcomes;
        } catch (OutcomeLost e) {
            wakes.wakeAll();
            listener.failed(batch.size(), true, e.fault);
            return Collections.nCopies(batch.size(), new Outcome.Unknown(LOST, e.fault));
        } catch (SQLException e) {
            if (batch.size() > 1 && isFaultOfEvents(e)) {
                return appends.stream()
                        .flatMap(append -> write(List.of(append)).stream())
                        .toList();
            }
            listener.failed(batch.size(), false, e);
            return Collections.nCopies(batch.size(), new Outcome.Failed(String.valueOf(e.getMessage()), e));
        }
    }

    private List<Outcome> appendSurely(Batch batch) throws SQLException, OutcomeLost {
        try {
            return append(batch);
        } catch (OutcomeLost lost) {
            boolean interrupted = Thread.interrupted();
            try {
                return append(batch).stream()
                        .map(outcome -> lastingly(outcome, lost))
                        .toList();
            } catch (SQLException | OutcomeLost again) {
                lost.fault.addSuppressed(again);
                throw lost;
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** The call that was lost may still arrive: a place once taken stays so, but a missing event may be there by then. */
    private static Outcome lastingly(Outcome outcome, OutcomeLost lost) {
        return outcome instanceof Outcome.AfterHole ? new Outcome.Unknown(LOST, lost.fault) : outcome;
    }

    private List<Outcome> append(Batch batch) throws SQLException, OutcomeLost {
        @Nullable List<Outcome> outcomes = null;
        try (Connection connection = Connections.open(dataSource)) {
            outcomes = call(connection, batch);
        } catch (SQLException e) {
            if (outcomes == null) {
                throw e;
            }
            LOG.warn("The connection could not be given back after an append that was stored", e);
        }
        return outcomes;
    }

    private List<Outcome> call(Connection connection, Batch batch) throws SQLException, OutcomeLost {
        try {
            return calls.store(connection, batch);
        } catch (SQLException e) {
            if (wasRolledBack(e)) {
                throw e;
            }
            throw new OutcomeLost(e);
        }
    }

    private static boolean wasRolledBack(SQLException e) {
        // A server that shuts down or gives up waiting for a standby may say so after it has committed.
        return e instanceof PSQLException fault
                && fault.getServerErrorMessage() != null
                && !sqlState(e).startsWith("08")
                && !sqlState(e).startsWith("57P")
                && !sqlState(e).equals("40003");
    }

    private static boolean isFaultOfEvents(SQLException e) {
        return FAULTS_OF_EVENTS.stream().anyMatch(sqlState(e)::startsWith);
    }

    private static String sqlState(SQLException e) {
        return String.valueOf(e.getSQLState());
    }

    private static final class OutcomeLost extends Exception {

        private final SQLException fault;

        OutcomeLost(SQLException fault) {
            super(fault);
            this.fault = fault;
        }
    }
}
