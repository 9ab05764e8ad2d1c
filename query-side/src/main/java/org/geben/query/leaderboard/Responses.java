package org.geben.query.leaderboard;

import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/**
 * Who was the first to respond: to what opened a thread, anywhere in it; and to the first contribution ever of a newcomer,
 * who joined at most 30 days before. A reply that goes out of sight leaves its place to the next one, an earlier one that
 * comes late takes it.
 */
final class Responses {
    private static final String WELCOMES = "t.is_first AND t.published_at <= m.joined_at + interval '720 hours'";

    private static final String REPLIES = "$.contribution r JOIN $.member by ON by.id = r.author AND NOT by.automated";

    private static final String REPLY = """
            r.root = t.root AND r.in_reply_to IS NOT NULL AND (t.in_reply_to IS NULL OR r.in_reply_to = t.id)
            AND r.author <> t.author AND NOT r.withdrawn AND NOT r.hidden
            """;

    /** By a walk along each thread, which ends at once. */
    private static final String OF_SOME = "SELECT "
            + found("CROSS JOIN LATERAL (SELECT r.* FROM %s WHERE %s ORDER BY r.published_at, r.id LIMIT 1) r"
                    .formatted(REPLIES, REPLY));

    /** By one sort. */
    private static final String OF_ALL = "SELECT DISTINCT ON (t.id) "
            + found("JOIN (%s) ON %s".formatted(REPLIES, REPLY)) + " ORDER BY t.id, r.published_at, r.id";

    private static String found(String reply) {
        return """
                t.id, t.author, r.id, r.author, r.kind, r.group_id, r.published_at, r.day, t.in_reply_to IS NULL, %1$s
                FROM target t JOIN $.member m ON m.id = t.author AND NOT m.automated %2$s
                WHERE (t.in_reply_to IS NULL OR %1$s)
                """.formatted(WELCOMES, reply);
    }

    private static final String COLUMNS =
            "(contribution, newcomer, reply, author, kind, group_id, responded_at, day, helps, welcomes)";

    private static final String INTO = " INSERT INTO $.response " + COLUMNS + " ";

    private static final String TARGET = """
            target AS MATERIALIZED (
                SELECT c.id, c.author, c.in_reply_to, c.root, c.published_at,
                       c.id = (SELECT e.id FROM $.contribution e WHERE e.author = c.author
                               ORDER BY e.published_at, e.id LIMIT 1) AS is_first
                FROM (SELECT DISTINCT batch.id FROM :rows) t JOIN $.contribution c ON c.id = t.id
            )
            """;

    /** Takes away those that are not the first any more. */
    private static final String REPLACED = "WITH " + TARGET + ", now " + COLUMNS + " AS MATERIALIZED (" + OF_SOME + """
            ) DELETE FROM $.response r USING target t LEFT JOIN now n ON n.contribution = t.id
            WHERE r.contribution = t.id
              AND (n.reply, n.helps, n.welcomes) IS DISTINCT FROM (r.reply, r.helps, r.welcomes)
            RETURNING r.author, r.day, r.group_id
            """;

    private static final String FOUND = "WITH " + TARGET + INTO + OF_SOME + """
            AND NOT EXISTS (SELECT FROM $.response known WHERE known.contribution = t.id)
            RETURNING contribution, author, day, group_id
            """;

    private final Touched touched;
    private final Rows targets;
    private final Rows publishers;

    Responses(Buffers buffers, Touched touched) {
        this.touched = touched;
        targets = buffers.rows("response_target", "id uuid");
        publishers = buffers.rows("publisher", "id uuid");
    }

    /** A reply beneath these is new, or has come into sight or gone out of it. */
    void changed(UUID root, UUID parent) {
        if (!touched.isEverything()) {
            targets.add(root);
            if (!parent.equals(root)) {
                targets.add(parent);
            }
        }
    }

    /** The member may have an earlier first contribution than before. */
    void published(UUID author) {
        if (!touched.isEverything()) {
            publishers.add(author);
        }
    }

    void flush(Tables tables) {
        if (touched.isEverything()) {
            tables.sql("DELETE FROM $.response").update();
            tables.sql("""
                    WITH earliest AS (
                        SELECT DISTINCT ON (author) id FROM $.contribution ORDER BY author, published_at, id
                    ), target AS (
                        SELECT c.id, c.author, c.in_reply_to, c.root, c.published_at, e.id IS NOT NULL AS is_first
                        FROM $.contribution c LEFT JOIN earliest e ON e.id = c.id
                        WHERE c.in_reply_to IS NULL OR e.id IS NOT NULL
                    )
                    """ + INTO + OF_ALL).update();
        } else {
            tables.write("""
                    SELECT r.contribution FROM (SELECT DISTINCT batch.id FROM :rows) p
                    JOIN $.response r ON r.newcomer = p.id AND r.welcomes
                    """, publishers, row -> targets.add(Columns.id(row, "contribution")));
            tables.write(
                    REPLACED,
                    targets,
                    row -> touched.changed(
                            Columns.id(row, "author"), row.getLong("day"), Columns.optionalId(row, "group_id")));
            tables.write(
                    FOUND,
                    targets,
                    row -> touched.earned(
                            FactTable.RESPONSE,
                            Columns.id(row, "contribution"),
                            Columns.id(row, "author"),
                            row.getLong("day"),
                            Columns.optionalId(row, "group_id")));
        }
    }
}
