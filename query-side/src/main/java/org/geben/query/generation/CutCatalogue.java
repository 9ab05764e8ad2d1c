package org.geben.query.generation;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.geben.query.Columns;
import org.geben.query.Cut;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The generations with a cut: how one is found, how it begins where another ends, and which are to go. */
final class CutCatalogue {
    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    CutCatalogue(DataSource readSide) {
        this.jdbc = new JdbcTemplate(readSide);
        this.client = JdbcClient.create(jdbc);
    }

    /** The last one that was made under the projection's rules, unless it has been dropped or is to be. */
    Optional<Generation> find(Projection<?> projection, Cut cut) {
        return client.sql("SELECT " + GenerationRow.COLUMNS + """
                         FROM geben.generation
                         WHERE projection = :projection AND version = :version
                            AND (cut_position = :position OR cut_time = :time)
                            AND rules IS NOT DISTINCT FROM :rules::jsonb
                            AND state IN ('BUILDING', 'FROZEN', 'FAILED')
                         ORDER BY id DESC LIMIT 1
                        """)
                .param("projection", projection.name())
                .param("version", projection.version())
                .param("position", GenerationRow.cutPosition(cut), Types.BIGINT)
                .param("time", GenerationRow.cutTime(cut), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("rules", GenerationRow.rules(projection), Types.VARCHAR)
                .query(GenerationRow::read)
                .optional();
    }

    /** How many are being built, or wait for it, that show the past under the standard rules. */
    long building() {
        return client.sql("""
                        SELECT count(*) FROM geben.generation
                        WHERE state = 'BUILDING' AND num_nonnulls(cut_position, cut_time) = 1 AND rules IS NULL
                        """).query(Long.class).single();
    }

    /** How many of a projection there are under other rules, built or not. */
    long underOtherRules(Projection<?> projection) {
        return client.sql("""
                        SELECT count(*) FROM geben.generation
                        WHERE projection = :projection AND rules IS NOT NULL AND state <> 'RETIRED'
                        """)
                .param("projection", projection.name())
                .query(Long.class)
                .single();
    }

    /**
     * Copies the frozen generation that is the longest beginning of the log within the cut, under the same rules, for one
     * that has not begun.
     * In a transaction that sees one snapshot, for the other one may be extended meanwhile.
     *
     * @return the name of the other one's schema, if there is one
     */
    Optional<String> copyBeginning(Generation generation, Cut cut) {
        Optional<String> other = client.sql("""
                        UPDATE geben.generation g
                        SET position = b.last_folded, events = b.events, skipped = b.skipped,
                            last_folded = b.last_folded, run_from = b.last_folded,
                            latest_occurred_at = b.latest_occurred_at
                        FROM (SELECT schema_name, events, skipped, last_folded, latest_occurred_at FROM geben.generation
                              WHERE projection = :projection AND version = :version AND state = 'FROZEN' AND parked = 0
                                AND rules IS NOT DISTINCT FROM
                                    (SELECT begun.rules FROM geben.generation begun WHERE begun.id = :id)
                                AND last_folded > 0 AND (first_left_out IS NULL OR last_folded < first_left_out)
                                AND (last_folded <= :position OR latest_occurred_at <= :time)
                              ORDER BY last_folded DESC LIMIT 1) b
                        WHERE g.id = :id AND g.state = 'BUILDING' AND g.position = 0
                        RETURNING b.schema_name
                        """)
                .param("projection", generation.projection())
                .param("version", generation.version())
                .param("position", GenerationRow.cutPosition(cut), Types.BIGINT)
                .param("time", GenerationRow.cutTime(cut), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", generation.id())
                .query(String.class)
                .optional();
        other.ifPresent(schema -> Interruptible.run(jdbc, () -> copy(schema, generation.schema())));
        return other;
    }

    private void copy(String from, String to) {
        StoredTable.keep(from, client);
        // A generated column fills itself.
        client.sql("""
                        SELECT format('INSERT INTO %1$I.%2$I (%4$s) OVERRIDING SYSTEM VALUE SELECT %4$s FROM %3$I.%2$I',
                                      :to, t.relname, :from, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum))
                        FROM pg_class t
                        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
                            AND NOT a.attisdropped AND a.attgenerated = ''
                        WHERE t.relnamespace = :from::regnamespace AND t.relkind = 'r'
                        GROUP BY t.relname
                        """)
                .param("from", from)
                .param("to", to)
                .query(String.class)
                .list()
                .forEach(jdbc::execute);
    }

    /**
     * Remembers what of the log is in it and what is not, in the transaction that folds it. That commits without waiting
     * for the disk: what a crash takes is folded again.
     *
     * @param last the position of the last event folded, 0 for none
     * @param leftOut the position of the first event left out
     * @param latest when the latest of those folded occurred
     */
    void remember(Generation generation, long last, @Nullable Long leftOut, @Nullable Instant latest) {
        jdbc.execute("SET LOCAL synchronous_commit = off");
        client.sql("""
                        UPDATE geben.generation
                        SET last_folded = greatest(last_folded, :last),
                            first_left_out = coalesce(first_left_out, :leftOut),
                            latest_occurred_at = greatest(latest_occurred_at, :latest)
                        WHERE id = :id
                        """)
                .param("last", last)
                .param("leftOut", leftOut, Types.BIGINT)
                .param("latest", latest == null ? null : Columns.parameter(latest), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", generation.id())
                .update();
    }

    /** @return whether it was being built */
    boolean freeze(Generation generation) {
        return client.sql("""
                        UPDATE geben.generation
                        SET state = 'FROZEN', finished_at = clock_timestamp(), used_at = clock_timestamp()
                        WHERE id = :id AND state = 'BUILDING'
                        """).param("id", generation.id()).update() == 1;
    }

    void use(Generation generation) {
        client.sql("UPDATE geben.generation SET used_at = clock_timestamp() WHERE id = :id")
                .param("id", generation.id())
                .update();
    }

    /** Those that have failed, the newest first. */
    List<Generation> failed() {
        return client.sql("SELECT " + GenerationRow.COLUMNS + """
                         FROM geben.generation
                         WHERE state = 'FAILED' AND num_nonnulls(cut_position, cut_time) = 1
                         ORDER BY finished_at DESC, id DESC
                        """)
                .query(GenerationRow::read)
                .list();
    }

    /**
     * The frozen ones that are too much, those used last kept; the very last stays however large it is. Those under other
     * rules were ordered: they stay until they are dropped.
     */
    List<Generation> beyond(long bytes) {
        return client.sql("SELECT " + GenerationRow.COLUMNS + """
                         FROM geben.generation JOIN (
                            SELECT g.id AS frozen, row_number() OVER latest AS place,
                                   sum(sum(pg_total_relation_size(t.oid))) OVER latest AS bytes
                            FROM geben.generation g
                            JOIN pg_namespace n ON n.nspname = g.schema_name
                            JOIN pg_class t ON t.relnamespace = n.oid AND t.relkind = 'r'
                            WHERE g.state = 'FROZEN' AND g.rules IS NULL
                            GROUP BY g.id
                            WINDOW latest AS (ORDER BY g.used_at DESC, g.id DESC)) kept ON kept.frozen = id
                         WHERE place > 1 AND bytes > :bytes
                        """)
                .param("bytes", bytes)
                .query(GenerationRow::read)
                .list();
    }
}
