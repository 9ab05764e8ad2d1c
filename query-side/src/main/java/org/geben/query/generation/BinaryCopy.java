package org.geben.query.generation;

import de.bytefish.pgbulkinsert.exceptions.BinaryWriteFailedException;
import de.bytefish.pgbulkinsert.pgsql.PgBinaryWriter;
import de.bytefish.pgbulkinsert.pgsql.constants.ObjectIdentifier;
import de.bytefish.pgbulkinsert.pgsql.handlers.BooleanValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.CollectionValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.IValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.IntegerValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.LongValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.StringValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.UUIDValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.ZonedDateTimeValueHandler;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Brings a buffer's rows into a table by {@code COPY}, in PostgreSQL's binary form. */
final class BinaryCopy {
    private static final Map<String, Written> TYPES = Map.of(
            "uuid", written(UUID.class, new UUIDValueHandler()),
            "text", written(String.class, new StringValueHandler()),
            "text[]",
                    written(List.class, new CollectionValueHandler<>(ObjectIdentifier.Text, new StringValueHandler())),
            "boolean", written(Boolean.class, new BooleanValueHandler()),
            "integer", written(Integer.class, new IntegerValueHandler<Integer>()),
            "bigint", written(Long.class, new LongValueHandler<Long>()),
            "timestamptz", moment(new ZonedDateTimeValueHandler()));

    private BinaryCopy() {}

    /** @param table with its schema */
    static void copy(Connection connection, String table, Buffer buffer) throws SQLException {
        List<Written> columns = buffer.columns().stream()
                .map(column -> Objects.requireNonNull(TYPES.get(column.type()), column::declaration))
                .toList();
        String command = "COPY %s (%s) FROM STDIN BINARY".formatted(table, buffer.columnNames());
        try (PgBinaryWriter writer =
                new PgBinaryWriter(new PGCopyOutputStream(connection.unwrap(PGConnection.class), command))) {
            for (@Nullable Object[] row : buffer.rows()) {
                writer.startRow(row.length);
                for (int i = 0; i < row.length; i++) {
                    write(writer, columns.get(i), row[i]);
                }
            }
        } catch (BinaryWriteFailedException e) {
            // What the database has said is a cause of it, and tells more to those who handle failures.
            SQLException said = Poison.sql(e);
            if (said != null) {
                throw said;
            }
            throw e;
        }
    }

    private static void write(PgBinaryWriter writer, Written column, @Nullable Object value) {
        if (value == null) {
            writer.writeNull();
        } else {
            column.to(writer, value);
        }
    }

    private static <T> Written written(Class<T> type, IValueHandler<T> handler) {
        return (writer, value) -> writer.write(handler, type.cast(value));
    }

    private static Written moment(ZonedDateTimeValueHandler handler) {
        return (writer, value) -> writer.write(handler, ((Instant) value).atZone(ZoneOffset.UTC));
    }

    /** How values of one type are written. */
    private interface Written {
        void to(PgBinaryWriter writer, Object value);
    }
}
