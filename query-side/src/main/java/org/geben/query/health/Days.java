package org.geben.query.health;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Daily facts: what each gave to each other on each day by UTC, of which windows in any zone are made. Whatever changes
 * something of a giver's day has that day counted anew from the facts, so that late events, retractions and whatever was
 * hidden need no arithmetic of their own; and a member's first contribution is looked for anew only where it can have
 * changed.
 */
final class Days {
    /** Stands for no group, an unknown giver, and no other member. */
    static final UUID NOBODY = new UUID(0, 0);

    private static final String COUNTED = """
            INSERT INTO $.daily (day, group_id, giver, receiver, contributions, appreciations)
            SELECT day, group_id, giver, receiver, sum(contributions), sum(appreciations) FROM (
                SELECT c.day, coalesce(c.group_id, '%1$s') AS group_id, c.author AS giver,
                       coalesce(answered.author, '%1$s') AS receiver, 1 AS contributions, 0 AS appreciations
                FROM {contributions}
                LEFT JOIN $.contribution answered ON answered.id = c.in_reply_to AND answered.author <> c.author
                WHERE NOT c.withdrawn AND NOT c.hidden
                UNION ALL
                SELECT a.day, coalesce(c.group_id, '%1$s'), a.giver, coalesce(a.receiver, '%1$s'), 0, 1
                FROM {appreciations}
                LEFT JOIN $.contribution c ON c.id = a.contribution
                WHERE NOT a.time_inferred
            ) fact
            GROUP BY day, group_id, giver, receiver
            ORDER BY day, group_id, giver, receiver
            """.formatted(NOBODY);

    private static final String FIRSTS = """
            first AS (
                SELECT DISTINCT ON (c.author) c.author, c.id, c.published_at
                FROM {contributions}
                WHERE NOT c.withdrawn AND NOT c.hidden
                ORDER BY c.author, c.published_at, c.id)
            UPDATE $.member m SET first_contribution = first.id, first_at = first.published_at
            """;

    private final Sums touched;
    private final boolean everything;

    private Days(Buffers buffers, boolean everything) {
        this.everything = everything;
        touched = buffers.sums(
                "touched", "giver uuid", "day timestamptz", "contributions bigint", "appreciations bigint");
    }

    /** Where nothing is counted yet, as in a generation that is being filled, everything is, and nothing is gathered. */
    static Days in(Buffers buffers, Tables tables) {
        return new Days(
                buffers,
                tables.sql("SELECT NOT EXISTS (SELECT FROM $.daily)")
                        .query(Boolean.class)
                        .single());
    }

    static Instant of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.DAYS);
    }

    void contributed(UUID author, Instant at) {
        touch("contributions", author, at);
    }

    void appreciated(UUID giver, Instant at) {
        touch("appreciations", giver, at);
    }

    private void touch(String what, UUID giver, Instant at) {
        if (!everything) {
            touched.add(what, 1, giver, of(at));
        }
    }

    /** Takes the columns {@code author} and {@code day} of a contribution that came into sight or went out of it. */
    RowCallbackHandler contributions() {
        return row -> contributed(Columns.id(row, "author"), Columns.time(row, "day"));
    }

    /** Takes the columns {@code giver} and {@code day} of an appreciation that came or went. */
    RowCallbackHandler appreciations() {
        return row -> appreciated(Columns.id(row, "giver"), Columns.time(row, "day"));
    }

    /** To be called when all facts are written. */
    void flush(Tables tables) {
        if (everything) {
            tables.sql(counted("$.contribution c", "$.appreciation a")).update();
            tables.sql("WITH " + firsts("$.contribution c") + "FROM first WHERE m.id = first.author")
                    .update();
        } else {
            count(tables);
        }
    }

    private void count(Tables tables) {
        tables.write("DELETE FROM $.daily d USING :rows WHERE d.giver = batch.giver AND d.day = batch.day", touched);
        tables.write(
                "WITH batch AS (SELECT * FROM :rows)"
                        + counted(
                                "batch JOIN $.contribution c ON c.author = batch.giver AND c.day = batch.day",
                                "batch JOIN $.appreciation a ON a.giver = batch.giver AND a.day = batch.day"),
                touched);
        tables.write("""
                WITH candidate AS (
                    SELECT DISTINCT m.id FROM :rows JOIN $.member m ON m.id = batch.giver
                    WHERE batch.contributions > 0 AND (m.first_at IS NULL OR batch.day <= m.first_at)),
                """ + firsts("candidate JOIN $.contribution c ON c.author = candidate.id") + """
                FROM candidate LEFT JOIN first ON first.author = candidate.id
                WHERE m.id = candidate.id AND m.first_contribution IS DISTINCT FROM first.id
                """, touched);
    }

    private static String counted(String contributions, String appreciations) {
        return COUNTED.replace("{contributions}", contributions).replace("{appreciations}", appreciations);
    }

    private static String firsts(String contributions) {
        return FIRSTS.replace("{contributions}", contributions);
    }
}
