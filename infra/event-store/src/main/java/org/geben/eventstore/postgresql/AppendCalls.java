package org.geben.eventstore.postgresql;

import static java.util.Objects.requireNonNull;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.geben.eventstore.engine.Outcome;
import org.geben.eventstore.engine.SerializedEvent;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * The ways to store a batch. Conflicts are rare, so nobody looks for them before a unique constraint has found one: the
 * quick calls then store nothing, and the careful one goes through the batch append by append.
 */
final class AppendCalls {

    private static final String TOGETHER = "select event_log.append(?, ?, ?, ?::uuid[], ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ONE_BY_ONE = """
            select last_positions, taken_sequences, taken_ids, missing
            from event_log.append_one_by_one(?, ?, ?, ?, ?, ?::uuid[], ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Supplier<@Nullable String> sender;

    /** @param sender what the notice of a batch is to say; null if nobody else listens */
    AppendCalls(Supplier<@Nullable String> sender) {
        this.sender = sender;
    }

    /** The outcome of each append. */
    List<Outcome> store(Connection connection, Batch batch) throws SQLException {
        @Nullable String notice = sender.get();
        @Nullable List<Outcome> outcomes = null;
        if (notice == null && batch.events().size() == 1) {
            outcomes = alone(connection, batch.events().getFirst());
        }
        if (outcomes == null) {
            outcomes = together(connection, batch, notice);
        }
        return outcomes == null ? oneByOne(connection, batch, notice) : outcomes;
    }

    /** Null where another engine has appended meanwhile, or the event conflicts; it is not stored then. */
    private static @Nullable List<Outcome> alone(Connection connection, SerializedEvent event) throws SQLException {
        try {
            @Nullable Long position = LoneInsert.of(connection, event);
            return position == null ? null : List.of(new Outcome.Stored(position));
        } catch (PSQLException e) {
            return nullIfTaken(e);
        }
    }

    private static <T> @Nullable T nullIfTaken(PSQLException e) throws PSQLException {
        if (PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
            return null;
        }
        throw e;
    }

    /** Null where something in the batch conflicts; nothing of it is stored then. */
    private static @Nullable List<Outcome> together(Connection connection, Batch batch, @Nullable String notice)
            throws SQLException {
        List<SerializedEvent> continuing = batch.continuingTheLog();
        try (PreparedStatement call = connection.prepareStatement(TOGETHER)) {
            call.setString(1, notice);
            int next = bindPredecessors(call, 2, continuing);
            bindEvents(call, next, batch.events());
            try (ResultSet answer = call.executeQuery()) {
                answer.next();
                long first = answer.getLong(1);
                return answer.wasNull() ? null : stored(batch, first);
            }
        } catch (PSQLException e) {
            return nullIfTaken(e);
        }
    }

    private static List<Outcome> oneByOne(Connection connection, Batch batch, @Nullable String notice)
            throws SQLException {
        List<SerializedEvent> continuing = batch.continuing();
        try (PreparedStatement call = connection.prepareStatement(ONE_BY_ONE)) {
            call.setString(1, notice);
            call.setArray(2, connection.createArrayOf("int4", batch.sizes()));
            call.setArray(3, connection.createArrayOf("int4", batch.continuingSizes()));
            int next = bindPredecessors(call, 4, continuing);
            bindEvents(call, next, batch.events());
            try (ResultSet answer = call.executeQuery()) {
                answer.next();
                return outcomes(answer, batch, continuing);
            }
        }
    }

    private static List<Outcome> stored(Batch batch, long first) {
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        long last = first - 1;
        for (Append append : batch.appends()) {
            last += append.events().size();
            outcomes.add(new Outcome.Stored(last));
        }
        return outcomes;
    }

    private static List<Outcome> outcomes(ResultSet answer, Batch batch, List<SerializedEvent> continuing)
            throws SQLException {
        @Nullable
        Long[] lastPositions = (Long[]) answer.getArray("last_positions").getArray();
        @Nullable
        Integer[] takenSequences =
                (Integer[]) answer.getArray("taken_sequences").getArray();
        @Nullable Integer[] takenIds = (Integer[]) answer.getArray("taken_ids").getArray();
        @Nullable Integer[] missing = (Integer[]) answer.getArray("missing").getArray();
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            if (lastPositions[i] != null) {
                outcomes.add(new Outcome.Stored(lastPositions[i]));
            } else if (takenSequences[i] != null) {
                outcomes.add(new Outcome.SequenceTaken(batch.events().get(takenSequences[i] - 1)));
            } else if (takenIds[i] != null) {
                outcomes.add(new Outcome.IdTaken(batch.events().get(takenIds[i] - 1)));
            } else {
                outcomes.add(new Outcome.AfterHole(continuing.get(requireNonNull(missing[i]) - 1)));
            }
        }
        return outcomes;
    }

    private static int bindPredecessors(PreparedStatement call, int first, List<SerializedEvent> continuing)
            throws SQLException {
        Columns columns = new Columns(call, first, continuing);
        columns.add("text", SerializedEvent::stream, String[]::new);
        columns.add("int8", event -> requireNonNull(event.sequence()) - 1, Long[]::new);
        return columns.next;
    }

    private static void bindEvents(PreparedStatement call, int first, List<SerializedEvent> events)
            throws SQLException {
        // The driver sends arrays of these types in binary, but neither of UUIDs nor of timestamps.
        Columns columns = new Columns(call, first, events);
        columns.add("text", SerializedEvent::id, String[]::new);
        columns.add("text", SerializedEvent::type, String[]::new);
        columns.add("text", SerializedEvent::stream, String[]::new);
        columns.add("int8", SerializedEvent::sequence, Long[]::new);
        columns.add("text", SerializedEvent::payloadType, String[]::new);
        columns.add("text", SerializedEvent::payloadRevision, String[]::new);
        columns.add("bytea", SerializedEvent::payload, byte[][]::new);
        columns.add("bytea", SerializedEvent::metadata, byte[][]::new);
        columns.add("int8", SerializedEvent::occurredMicros, Long[]::new);
    }

    /** Parameters that are arrays with one element for each event. */
    private static final class Columns {

        private final PreparedStatement call;
        private final List<SerializedEvent> events;
        private int next;

        Columns(PreparedStatement call, int first, List<SerializedEvent> events) {
            this.call = call;
            this.next = first;
            this.events = events;
        }

        <T extends @Nullable Object> void add(
                String type, Function<SerializedEvent, T> value, IntFunction<T[]> newArray) throws SQLException {
            T[] column = newArray.apply(events.size());
            for (int i = 0; i < column.length; i++) {
                column[i] = value.apply(events.get(i));
            }
            Array array = call.getConnection().createArrayOf(type, column);
            call.setArray(next++, array);
        }
    }
}
