package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.util.stream.LongStream;

/**
 * How scores are distributed: in buckets each of which is at most a quarter wider than the one before, so that there are
 * few of them however many members and scores there are, and a rank is a sum over buckets and a look into one.
 */
final class Histogram {
    private static final int DOUBLINGS = 44;
    private static final int STEPS = 4;
    private static final long LEAST = RulesChanges.MILLION / 16;

    private static final long[] BOUNDS = LongStream.concat(
                    LongStream.of(1),
                    LongStream.range(0, (long) DOUBLINGS * STEPS).map(Histogram::bound))
            .toArray();

    private static final String LISTED =
            LongStream.of(BOUNDS).mapToObj(Long::toString).collect(joining(", ", "ARRAY[", "]::bigint[]"));

    private Histogram() {}

    private static long bound(long step) {
        return (LEAST << step / STEPS) / STEPS * (STEPS + step % STEPS);
    }

    /** In SQL: the bucket of points. */
    static String bucket(String points) {
        return "width_bucket(%s, %s)".formatted(points, LISTED);
    }

    /** In SQL: from which points on another bucket begins. */
    static String end(String bucket) {
        return "coalesce((%s)[%s + 1], %d)".formatted(LISTED, bucket, Long.MAX_VALUE);
    }

    /** The bucket of a standing: that of its points, or one below zero for the reason why it has no rank. */
    static String bucket(String points, String leftOut) {
        return "CASE WHEN %2$s = 0 THEN %1$s ELSE -%2$s END".formatted(bucket(points), leftOut);
    }

    /** In SQL: adds what stands in {@code (board, scope, stretch, points, left_out, n)}. */
    static String change(String rows) {
        return """
                MERGE INTO $.histogram h USING (
                    SELECT board, scope, stretch, %s AS bucket, sum(n) AS n
                    FROM (%s) c WHERE left_out IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0) c
                ON h.board = c.board AND h.scope = c.scope AND h.stretch = c.stretch AND h.bucket = c.bucket
                WHEN MATCHED AND h.members + c.n = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET members = h.members + c.n
                WHEN NOT MATCHED THEN INSERT (board, scope, stretch, bucket, members)
                    VALUES (c.board, c.scope, c.stretch, c.bucket, c.n)
                """.formatted(bucket("points", "left_out"), rows);
    }

    /** In SQL: fills it from all standings. */
    static String fill() {
        return """
                INSERT INTO $.histogram (board, scope, stretch, bucket, members)
                SELECT board, scope, stretch, %s, count(*) FROM $.standing WHERE left_out IS NOT NULL GROUP BY 1, 2, 3, 4
                """.formatted(bucket("points", "left_out"));
    }
}
