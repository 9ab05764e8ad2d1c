package org.geben.query.generation;

import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One batch as long as the log: what its buffers gather is copied from time to time, new rows to their tables, others to
 * tables of the staging, in which the batch's statements find all of them in the end. Those tables stand beside the
 * generation's own, so that whoever goes on after an interruption has them too.
 */
final class Staging implements Source {
    private static final String PREFIX = "staged_";

    private final JdbcTemplate jdbc;
    private final String schema;
    private final Buffers buffers;
    private final Source sent = new Sent();

    Staging(JdbcTemplate jdbc, String schema, Buffers buffers) {
        this.jdbc = jdbc;
        this.schema = schema;
        this.buffers = buffers;
    }

    /** Makes the tables of the staging, if they are not there yet. */
    void make() {
        for (Buffer buffer : buffers.gathered()) {
            String columns = buffer.columns().stream().map(Column::declaration).collect(joining(", "));
            jdbc.execute("CREATE TABLE IF NOT EXISTS %s (ordinal bigint GENERATED ALWAYS AS IDENTITY, %s)"
                    .formatted(table(buffer), columns));
        }
    }

    /** Copies all that the buffers hold. */
    void copy() {
        buffers.inserts().forEach(rows -> copy(schema + "." + rows.name(), rows));
        buffers.gathered().forEach(rows -> copy(table(rows), rows));
    }

    /** Whether nobody has dropped them, as whoever makes the generation ready does. */
    boolean stands() {
        return buffers.gathered().stream()
                .allMatch(rows -> jdbc.queryForObject("SELECT to_regclass(?)", String.class, table(rows)) != null);
    }

    void drop() {
        buffers.gathered().forEach(rows -> jdbc.execute("DROP TABLE " + table(rows)));
    }

    @Override
    public boolean holds(Buffer rows) {
        return isStaged(rows) || sent.holds(rows);
    }

    @Override
    public String relation(Buffer rows) {
        if (!isStaged(rows)) {
            return sent.relation(rows);
        }
        // A flush adds to the sums itself.
        copy(table(rows), rows);
        return "(%s) AS batch".formatted(rows.merged(table(rows)));
    }

    @Override
    public void bind(PreparedStatement statement, Buffer rows) throws SQLException {
        if (!isStaged(rows)) {
            sent.bind(statement, rows);
        }
    }

    private boolean isStaged(Buffer rows) {
        return buffers.gathered().contains(rows);
    }

    private String table(Buffer rows) {
        return schema + "." + PREFIX + rows.name();
    }

    private void copy(String table, Buffer rows) {
        if (!rows.isEmpty()) {
            jdbc.execute((ConnectionCallback<@Nullable Void>) connection -> {
                BinaryCopy.copy(connection, table, rows);
                return null;
            });
            rows.clear();
        }
    }
}
