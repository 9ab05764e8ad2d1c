package org.geben.query;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values stand in PostgreSQL's columns. */
public final class Columns {
    private Columns() {}

    public static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static @Nullable UUID optionalId(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }

    /** A moment as the driver takes it for a parameter. */
    public static OffsetDateTime parameter(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Ids or moments as a statement takes them that casts them to an array of their type. */
    public static String[] parameters(Collection<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }
}
