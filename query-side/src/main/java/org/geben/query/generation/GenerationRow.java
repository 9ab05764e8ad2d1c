package org.geben.query.generation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.geben.query.Columns;
import org.geben.query.Cut;
import org.geben.query.generation.Generation.Lacking;
import org.geben.query.generation.Generation.Run;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A generation as the catalogue's table has it. */
final class GenerationRow {
    static final String COLUMNS = "id, projection, version, schema_name, state, position, target, events,"
            + " created_at, started_at, run_started_at, run_from, finished_at, failure, held, cut_position, cut_time,"
            + " used_at, parked, late, skipped, rules, cardinality(lacking) AS lacking, keys";

    private GenerationRow() {}

    private static @Nullable Cut cut(ResultSet row) throws SQLException {
        Long position = row.getObject("cut_position", Long.class);
        Instant moment = Columns.optionalTime(row, "cut_time");
        if (position != null) {
            return new Cut.ByPosition(position);
        }
        return moment == null ? null : new Cut.ByTime(moment);
    }

    static Generation read(ResultSet row, int n) throws SQLException {
        return new Generation(
                row.getLong("id"),
                row.getString("projection"),
                row.getInt("version"),
                row.getString("schema_name"),
                State.valueOf(row.getString("state")),
                row.getLong("position"),
                row.getLong("target"),
                row.getLong("events"),
                Columns.time(row, "created_at"),
                Columns.optionalTime(row, "started_at"),
                run(row),
                Columns.optionalTime(row, "finished_at"),
                row.getString("failure"),
                row.getBoolean("held"),
                cut(row),
                Columns.optionalTime(row, "used_at"),
                rules(row),
                incomplete(row),
                lacking(row));
    }

    private static @Nullable Run run(ResultSet row) throws SQLException {
        Instant since = Columns.optionalTime(row, "run_started_at");
        return since == null ? null : new Run(since, row.getLong("run_from"));
    }

    private static @Nullable Lacking lacking(ResultSet row) throws SQLException {
        Integer lacking = row.getObject("lacking", Integer.class);
        return lacking == null ? null : new Lacking(lacking, row.getInt("keys"));
    }

    static Incomplete incomplete(ResultSet row) throws SQLException {
        return new Incomplete(row.getLong("parked"), row.getLong("late"), row.getLong("skipped"));
    }

    static @Nullable Long cutPosition(@Nullable Cut cut) {
        return cut instanceof Cut.ByPosition by ? by.position() : null;
    }

    static @Nullable OffsetDateTime cutTime(@Nullable Cut cut) {
        return cut instanceof Cut.ByTime by ? Columns.parameter(by.moment()) : null;
    }

    static @Nullable String rules(Projection<?> projection) {
        JsonNode rules = projection.rules();
        return rules == null ? null : rules.toString();
    }

    private static @Nullable JsonNode rules(ResultSet row) throws SQLException {
        String rules = row.getString("rules");
        return rules == null ? null : JsonMapper.shared().readTree(rules);
    }
}
