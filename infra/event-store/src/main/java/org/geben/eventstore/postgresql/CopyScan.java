package org.geben.eventstore.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventData;
import org.geben.eventstore.engine.LogScan;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Goes through the log by {@code COPY} in binary: the server writes what it has, and nothing is made of a row but the
 * event. Each statement takes a range of the log, none of them long: an old snapshot would keep the server from cleaning
 * up after the views that are written meanwhile, and who leaves before the end has to read the rest of the range.
 */
final class CopyScan implements LogScan {

    private static final int FIRST_RANGE = 100;
    private static final int LONGEST_RANGE = 10_000;
    private static final long RANGE_BYTES = 8L << 20;

    private final DataSource dataSource;
    private @Nullable Connection connection;
    private @Nullable CopyOut range;
    private long position;
    private long events;
    private long bytes;
    private boolean ended;
    private @Nullable TrackedEventData<?> next;

    CopyScan(DataSource dataSource, long after) {
        this.dataSource = dataSource;
        this.position = after;
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && !ended) {
                next = fetch();
            }
            return next != null;
        } catch (SQLException e) {
            ended = true;
            throw Connections.noAnswer(e);
        }
    }

    @Override
    public TrackedEventData<?> next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        TrackedEventData<?> event = next;
        next = null;
        return event;
    }

    private @Nullable TrackedEventData<?> fetch() throws SQLException {
        CopyOut rows = range;
        if (rows == null) {
            rows = openRange();
        }
        byte[] row = rows.readFromCopy();
        if (row == null) {
            range = null;
            ended = events == 0;
            return null;
        }
        CopiedRow copied = new CopiedRow(row);
        if (copied.isEndOfCopy()) {
            return null;
        }
        events++;
        bytes += row.length;
        position = copied.position();
        return copied.event();
    }

    private CopyOut openRange() throws SQLException {
        if (connection == null) {
            connection = Connections.open(dataSource);
        }
        CopyOut opened = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        "copy (select %s from event_log.event where position > %d order by position limit %d) to stdout (format binary)"
                                .formatted(CopiedRow.COLUMNS, position, rangeLength()));
        events = 0;
        bytes = 0;
        range = opened;
        return opened;
    }

    /** By how large the events of the last range were. */
    private long rangeLength() {
        return events == 0 ? FIRST_RANGE : Math.clamp(RANGE_BYTES * events / bytes, 1, LONGEST_RANGE);
    }

    @Override
    public void close() {
        ended = true;
        try (Connection open = connection) {
            while (open != null && range != null && range.readFromCopy() != null) {
                // The connection serves others only after the end of the copy.
            }
        } catch (SQLException e) {
            throw Connections.noAnswer(e);
        }
    }
}
