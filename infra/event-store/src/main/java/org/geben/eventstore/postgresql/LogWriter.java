package org.geben.eventstore.postgresql;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.geben.eventstore.AppendListener;
import org.geben.eventstore.Wakes;
import org.geben.eventstore.engine.Outcome;
import org.geben.eventstore.engine.SerializedEvent;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch by one call of {@code event_log.append} in autocommit mode: one round trip is the whole transaction, so
 * the lock on the head is never held across the network.
 *
 * <p>An error that the server itself reports means that its transaction was rolled back. Any other fault, once the call
 * was sent, leaves the outcome open; the same call is then made once more, which finds the events if they are there and
 * stores them if not.
 */
final class LogWriter implements GroupCommit.Writer {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final String APPEND = """
            select first_position, last_positions, taken_sequences, taken_ids, after_holes
            from event_log.append(?, ?::uuid[], ?, ?, ?, ?, ?, ?, ?, ?)""";

    // Data exception, integrity constraint violation, program limit exceeded: faults of what is to be stored.
    private static final Set<String> FAULTS_OF_EVENTS = Set.of("22", "23", "54");

    private final DataSource dataSource;
    private final AppendListener listener;
    private final Wakes wakes;

    LogWriter(DataSource dataSource, AppendListener listener, Wakes wakes) {
        this.dataSource = dataSource;
        this.listener = listener;
        this.wakes = wakes;
    }

    @Override
    public List<Outcome> write(List<Append> batch) {
        long begun = System.nanoTime();
        try {
            List<Outcome> outcomes = appendSurely(batch);
            wakes.wakeAll();
            int refused = (int) outcomes.stream()
                    .filter(outcome -> !(outcome instanceof Outcome.Stored))
                    .count();
            int events =
                    batch.stream().mapToInt(append -> append.events().size()).sum();
            listener.written(batch.size(), events, refused, Duration.ofNanos(System.nanoTime() - begun));
            return outcomes;
        } catch (OutcomeLost e) {
            listener.failed(batch.size(), true, e.fault);
            return Collections.nCopies(
                    batch.size(), new Outcome.Unknown("the connection was lost on the way", e.fault));
        } catch (SQLException e) {
            if (batch.size() > 1 && isFaultOfEvents(e)) {
                return batch.stream()
                        .flatMap(append -> write(List.of(append)).stream())
                        .toList();
            }
            listener.failed(batch.size(), false, e);
            return Collections.nCopies(batch.size(), new Outcome.Failed(String.valueOf(e.getMessage()), e));
        }
    }

    private List<Outcome> appendSurely(List<Append> batch) throws SQLException, OutcomeLost {
        try {
            return append(batch);
        } catch (OutcomeLost lost) {
            boolean interrupted = Thread.interrupted();
            try {
                return append(batch);
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

    private List<Outcome> append(List<Append> batch) throws SQLException, OutcomeLost {
        @Nullable List<Outcome> outcomes = null;
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
                bind(connection, statement, batch);
                outcomes = call(statement, batch);
            }
        } catch (SQLException e) {
            if (outcomes == null) {
                throw e;
            }
            LOG.warn("The connection could not be given back after an append that was stored", e);
        }
        return outcomes;
    }

    private static List<Outcome> call(PreparedStatement statement, List<Append> batch)
            throws SQLException, OutcomeLost {
        try (ResultSet answer = statement.executeQuery()) {
            answer.next();
            return outcomes(answer, batch);
        } catch (SQLException e) {
            if (wasRolledBack(e)) {
                throw e;
            }
            throw new OutcomeLost(e);
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, List<Append> batch)
            throws SQLException {
        List<SerializedEvent> events =
                batch.stream().flatMap(append -> append.events().stream()).toList();
        Integer[] sizes = batch.stream().map(append -> append.events().size()).toArray(Integer[]::new);
        // The driver sends arrays of these types in binary, but neither of UUIDs nor of timestamps.
        statement.setArray(1, connection.createArrayOf("int4", sizes));
        statement.setArray(2, connection.createArrayOf("text", column(events, SerializedEvent::id, String[]::new)));
        statement.setArray(3, connection.createArrayOf("text", column(events, SerializedEvent::type, String[]::new)));
        statement.setArray(4, connection.createArrayOf("text", column(events, SerializedEvent::stream, String[]::new)));
        statement.setArray(5, connection.createArrayOf("int8", column(events, SerializedEvent::sequence, Long[]::new)));
        statement.setArray(
                6, connection.createArrayOf("text", column(events, SerializedEvent::payloadType, String[]::new)));
        statement.setArray(
                7, connection.createArrayOf("text", column(events, SerializedEvent::payloadRevision, String[]::new)));
        statement.setArray(
                8, connection.createArrayOf("bytea", column(events, SerializedEvent::payload, byte[][]::new)));
        statement.setArray(
                9, connection.createArrayOf("bytea", column(events, SerializedEvent::metadata, byte[][]::new)));
        statement.setArray(
                10, connection.createArrayOf("int8", column(events, SerializedEvent::occurredMicros, Long[]::new)));
    }

    private static <T extends @Nullable Object> T[] column(
            List<SerializedEvent> events, Function<SerializedEvent, T> value, IntFunction<T[]> array) {
        T[] column = array.apply(events.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(events.get(i));
        }
        return column;
    }

    private static List<Outcome> outcomes(ResultSet answer, List<Append> batch) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        long position = answer.getLong("first_position") - 1;
        if (!answer.wasNull()) {
            for (Append append : batch) {
                position += append.events().size();
                outcomes.add(new Outcome.Stored(position));
            }
            return outcomes;
        }
        @Nullable
        Long[] lastPositions = (Long[]) answer.getArray("last_positions").getArray();
        @Nullable
        Integer[] takenSequences =
                (Integer[]) answer.getArray("taken_sequences").getArray();
        @Nullable Integer[] takenIds = (Integer[]) answer.getArray("taken_ids").getArray();
        @Nullable
        Integer[] afterHoles = (Integer[]) answer.getArray("after_holes").getArray();
        List<SerializedEvent> events =
                batch.stream().flatMap(append -> append.events().stream()).toList();
        for (int i = 0; i < batch.size(); i++) {
            if (lastPositions[i] != null) {
                outcomes.add(new Outcome.Stored(lastPositions[i]));
            } else if (takenSequences[i] != null) {
                outcomes.add(new Outcome.SequenceTaken(events.get(takenSequences[i] - 1)));
            } else if (takenIds[i] != null) {
                outcomes.add(new Outcome.IdTaken(events.get(takenIds[i] - 1)));
            } else {
                outcomes.add(new Outcome.AfterHole(events.get(requireNonNull(afterHoles[i]) - 1)));
            }
        }
        return outcomes;
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
