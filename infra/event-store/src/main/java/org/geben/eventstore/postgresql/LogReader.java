package org.geben.eventstore.postgresql;

import static java.util.stream.Collectors.groupingBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SimpleSerializedObject;
import org.geben.eventstore.engine.LogRecords;
import org.geben.eventstore.engine.LogScan;
import org.geben.eventstore.engine.RecordedMetaData;
import org.geben.eventstore.engine.SerializedEvent;
import org.geben.eventstore.engine.StoredEvent;
import org.jspecify.annotations.Nullable;

/** The queries on the log. Each is one statement, so it sees a prefix of the log and never a hole in it. */
final class LogReader implements LogRecords {

    private static final String COLUMNS =
            "event_id, type, stream, sequence, payload_type, payload_revision, payload, metadata, occurred_at";

    private final DataSource dataSource;

    LogReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public List<TrackedEventData<?>> eventsAfter(long position, int limit) {
        return list(
                "select " + COLUMNS + ", position, recorded_at from event_log.event where position > ?"
                        + " order by position limit ?",
                LogReader::trackedEvent,
                position,
                limit);
    }

    /** So whoever follows the log need not ask once more to learn that. */
    @Override
    public boolean isLast(int events, int limit) {
        return events < limit;
    }

    @Override
    public LogScan scan(long position) {
        return new CopyScan(dataSource, position);
    }

    @Override
    public List<DomainEventData<?>> eventsOf(String stream, long firstSequence, int limit) {
        return list(
                "select " + COLUMNS + " from event_log.event where stream = ? and sequence >= ?"
                        + " order by sequence limit ?",
                LogReader::eventInStream,
                stream,
                firstSequence,
                limit);
    }

    @Override
    public Map<String, List<DomainEventData<?>>> eventsOf(Collection<String> streams, int limitPerStream) {
        List<DomainEventData<?>> events = list(
                "select e.* from unnest(?) as wanted(name) cross join lateral (select " + COLUMNS
                        + " from event_log.event where stream = wanted.name order by sequence limit ?) e"
                        + " order by e.stream, e.sequence",
                LogReader::eventInStream,
                streams.toArray(String[]::new),
                limitPerStream);
        return events.stream().collect(groupingBy(DomainEventData::getAggregateIdentifier));
    }

    @Override
    public Optional<DomainEventData<?>> snapshotOf(String stream) {
        return this.<DomainEventData<?>>list(
                        "select " + COLUMNS + " from event_log.snapshot where stream = ?",
                        LogReader::eventInStream,
                        stream)
                .stream()
                .findFirst();
    }

    @Override
    public Optional<Long> lastSequenceOf(String stream) {
        return list(
                        "select sequence from event_log.event where stream = ? order by sequence desc limit 1",
                        row -> row.getLong(1),
                        stream)
                .stream()
                .findFirst();
    }

    @Override
    public long head() {
        return list("select coalesce(max(position), 0) from event_log.event", row -> row.getLong(1))
                .getFirst();
    }

    @Override
    public long positionBefore(Instant instant) {
        return list("select event_log.position_before(?)", row -> row.getLong(1), atUtc(instant))
                .getFirst();
    }

    @Override
    public Optional<Instant> recordedAfter(long position) {
        return list(
                        "select recorded_at from event_log.event where position > ? order by position limit 1",
                        row -> instant(row, "recorded_at"),
                        position)
                .stream()
                .findFirst();
    }

    @Override
    public void storeSnapshot(SerializedEvent snapshot) {
        String upsert = """
                insert into event_log.snapshot as kept
                    (event_id, type, stream, sequence, payload_type, payload_revision, payload, metadata, occurred_at)
                values (?::uuid, ?, ?, ?, ?, ?, ?, ?, timestamptz 'epoch' + ? * interval '1 microsecond')
                on conflict (stream) do update set
                    event_id = excluded.event_id, type = excluded.type, sequence = excluded.sequence,
                    payload_type = excluded.payload_type, payload_revision = excluded.payload_revision,
                    payload = excluded.payload, metadata = excluded.metadata, occurred_at = excluded.occurred_at
                where kept.sequence <= excluded.sequence
                returning sequence""";
        list(
                upsert,
                row -> row.getLong(1),
                snapshot.id(),
                snapshot.type(),
                snapshot.stream(),
                snapshot.sequence(),
                snapshot.payloadType(),
                snapshot.payloadRevision(),
                snapshot.payload(),
                snapshot.metadata(),
                snapshot.occurredMicros());
    }

    private <T> List<T> list(String sql, Row<? extends T> row, @Nullable Object... arguments) {
        try (Connection connection = Connections.open(dataSource);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(row.read(rows));
                }
                return all;
            }
        } catch (SQLException e) {
            throw Connections.noAnswer(e);
        }
    }

    private static TrackedEventData<?> trackedEvent(ResultSet row) throws SQLException {
        GlobalSequenceTrackingToken token = new GlobalSequenceTrackingToken(row.getLong("position"));
        StoredEvent event = event(row, new RecordedMetaData(row.getBytes("metadata"), instant(row, "recorded_at")));
        return row.getString("stream") == null
                ? new StoredEvent.Tracked(event, token)
                : new TrackedDomainEventData<>(token, inStream(row, event));
    }

    private static DomainEventData<?> eventInStream(ResultSet row) throws SQLException {
        return inStream(row, event(row, new SerializedMetaData<>(row.getBytes("metadata"), byte[].class)));
    }

    private static StoredEvent event(ResultSet row, SerializedMetaData<byte[]> metadata) throws SQLException {
        return new StoredEvent(
                row.getString("event_id"),
                instant(row, "occurred_at"),
                new SimpleSerializedObject<>(
                        row.getBytes("payload"),
                        byte[].class,
                        row.getString("payload_type"),
                        row.getString("payload_revision")),
                metadata);
    }

    private static StoredEvent.InStream inStream(ResultSet row, StoredEvent event) throws SQLException {
        return new StoredEvent.InStream(event, row.getString("type"), row.getString("stream"), row.getLong("sequence"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
