package org.geben.eventstore.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventData;
import org.geben.eventstore.engine.LogScan;
import org.geben.eventstore.engine.PageLength;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Goes through the log by {@code COPY} in binary: the server writes what it has, and nothing is made of a row but the
 * event. Each statement takes a range of the log, none of them long, and a range is fetched before its events are given
 * out: however long they are pondered, no connection is held meanwhile, and no old snapshot keeps the server from cleaning
 * up. Only where a range has more than {@value #MOST_AHEAD} bytes it is fetched in parts.
 */
final class CopyScan implements LogScan {

    private static final int MOST_AHEAD = 4 << 20;

    private final DataSource dataSource;
    private final Queue<CopiedRow> ahead = new ArrayDeque<>();
    private final PageLength length = new PageLength(100, 10_000, 1 << 20);
    private @Nullable Connection connection;
    private @Nullable CopyOut range;
    private long position;
    private long events;
    private long bytes;
    private boolean ended;

    CopyScan(DataSource dataSource, long after) {
        this.dataSource = dataSource;
        this.position = after;
    }

    @Override
    public boolean hasNext() {
        try {
            while (ahead.isEmpty() && !ended) {
                fetch();
            }
            return !ahead.isEmpty();
        } catch (SQLException e) {
            ended = true;
            range = null;
            throw Connections.noAnswer(e);
        }
    }

    @Override
    public TrackedEventData<?> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ahead.remove().event();
    }

    private void fetch() throws SQLException {
        CopyOut rows = range == null ? openRange() : range;
        int fetched = 0;
        while (fetched < MOST_AHEAD) {
            byte @Nullable [] row = rows.readFromCopy();
            if (row == null) {
                endRange();
                return;
            }
            CopiedRow copied = new CopiedRow(row);
            if (!copied.isEndOfCopy()) {
                ahead.add(copied);
                position = copied.position();
                events++;
                bytes += row.length;
                fetched += row.length;
            }
        }
    }

    private CopyOut openRange() throws SQLException {
        Connection opened = Connections.open(dataSource);
        connection = opened;
        CopyOut rows = opened.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        "copy (select %s from event_log.event where position > %d order by position limit %d) to stdout (format binary)"
                                .formatted(CopiedRow.COLUMNS, position, length.next()));
        events = 0;
        bytes = 0;
        range = rows;
        return rows;
    }

    private void endRange() throws SQLException {
        if (events > 0) {
            length.learn(events, bytes);
        } else {
            ended = true;
        }
        release();
    }

    private void release() throws SQLException {
        range = null;
        try (Connection fetched = connection) {
            connection = null;
        }
    }

    @Override
    public void close() {
        ended = true;
        ahead.clear();
        try {
            try {
                while (range != null && range.readFromCopy() != null) {
                    // The connection serves others only after the end of the copy.
                }
            } finally {
                release();
            }
        } catch (SQLException e) {
            throw Connections.noAnswer(e);
        }
    }
}
