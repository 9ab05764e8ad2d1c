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

    private final Sums touched;

    Days(Buffers buffers) {
        touched = buffers.sums(
                "touched", "giver uuid", "day timestamptz", "contributions bigint", "appreciations bigint");
    }

    static Instant of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.DAYS);
    }

    void contributed(UUID author, Instant at) {
        touched.add("contributions", 1, author, of(at));
    }

    void appreciated(UUID giver, Instant at) {
        touched.add("appreciations", 1, giver, of(at));
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
        tables.write("DELETE FROM $.daily d USING :rows WHERE d.giver = batch.giver AND d.day = batch.day", touched);
        tables.write("""
                WITH batch AS (SELECT * FROM :rows)
                INSERT INTO $.daily (day, group_id, giver, receiver, contributions, appreciations)
                SELECT day, group_id, giver, receiver, sum(contributions), sum(appreciations) FROM (
                    SELECT batch.day, coalesce(c.group_id, '%1$s') AS group_id, batch.giver,
                           coalesce(answered.author, '%1$s') AS receiver, 1 AS contributions, 0 AS appreciations
                    FROM batch
                    JOIN $.contribution c ON c.author = batch.giver AND c.day = batch.day
                        AND NOT c.withdrawn AND NOT c.hidden
                    LEFT JOIN $.contribution answered ON answered.id = c.in_reply_to AND answered.author <> c.author
                    UNION ALL
                    SELECT batch.day, coalesce(c.group_id, '%1$s'), batch.giver, coalesce(a.receiver, '%1$s'), 0, 1
                    FROM batch
                    JOIN $.appreciation a ON a.giver = batch.giver AND a.day = batch.day AND NOT a.time_inferred
                    LEFT JOIN $.contribution c ON c.id = a.contribution
                ) fact
                GROUP BY day, group_id, giver, receiver
                ORDER BY day, group_id, giver, receiver
                """.formatted(NOBODY), touched);
        tables.write("""
                WITH candidate AS (
                    SELECT DISTINCT m.id FROM :rows JOIN $.member m ON m.id = batch.giver
                    WHERE batch.contributions > 0 AND (m.first_at IS NULL OR batch.day <= m.first_at)),
                first AS (
                    SELECT DISTINCT ON (c.author) c.author, c.id, c.published_at
                    FROM candidate JOIN $.contribution c ON c.author = candidate.id
                    WHERE NOT c.withdrawn AND NOT c.hidden
                    ORDER BY c.author, c.published_at, c.id)
                UPDATE $.member m SET first_contribution = first.id, first_at = first.published_at
                FROM candidate LEFT JOIN first ON first.author = candidate.id
                WHERE m.id = candidate.id AND m.first_contribution IS DISTINCT FROM first.id
                """, touched);
    }
}
