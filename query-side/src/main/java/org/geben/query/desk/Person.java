package org.geben.query.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.geben.query.Columns;
import org.jspecify.annotations.Nullable;

/** @param present whether the member has not left, been suspended or erased */
record Person(UUID id, String handle, String name, boolean present) {

    /** @param columns what stands before {@code _id}, {@code _handle}, {@code _name} and {@code _present} */
    static @Nullable Person optional(ResultSet row, String columns) throws SQLException {
        UUID id = Columns.optionalId(row, columns + "_id");
        return id == null
                ? null
                : new Person(
                        id,
                        row.getString(columns + "_handle"),
                        row.getString(columns + "_name"),
                        row.getBoolean(columns + "_present"));
    }

    static Person of(ResultSet row, String columns) throws SQLException {
        Person person = optional(row, columns);
        if (person == null) {
            throw new SQLException("There is nobody in %s.".formatted(columns));
        }
        return person;
    }

    /** The columns of the member, whom the query knows by the alias of that name. */
    static String columns(String alias) {
        return "%1$s.id AS %1$s_id, %1$s.handle AS %1$s_handle, %1$s.name AS %1$s_name, %1$s.present AS %1$s_present"
                .formatted(alias);
    }
}
