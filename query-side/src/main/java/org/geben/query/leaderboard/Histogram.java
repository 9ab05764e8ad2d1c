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

    /** In SQL: adds what stands in {@code (board, scope, stretch, points, left_out, n)}. */
    static String change(String rows) {
        return """
                MERGE INTO $.histogram h USING (%s) c
                ON h.board = c.board AND h.scope = c.scope AND h.stretch = c.stretch AND h.bucket = c.bucket
                WHEN MATCHED AND h.members + c.n = 0 THEN DELETE
                WHEN MATCHED THEN UPDATE SET members = h.members + c.n
                WHEN NOT MATCHED THEN INSERT (board, scope, stretch, bucket, members)
                    VALUES (c.board, c.scope, c.stretch, c.bucket, c.n)
                """.formatted(counted(rows));
    }

    /** In SQL: fills it from all standings. */
    static String fill() {
        return """
                INSERT INTO $.histogram (board, scope, stretch, bucket, members) %s
                """.formatted(counted("""
                SELECT board, scope, stretch, points, left_out, count(*) AS n FROM $.standing GROUP BY 1, 2, 3, 4, 5
                """));
    }

    /** Whoever has a rank is in the bucket of the points; whoever is left out in one below zero, for the reason. */
    private static String counted(String rows) {
        return """
                SELECT c.board, c.scope, c.stretch, b.bucket, sum(c.n) AS n
                FROM (%s) c
                CROSS JOIN LATERAL (
                    VALUES (CASE WHEN %s THEN %s END), (CASE WHEN c.left_out > 0 THEN -c.left_out END)) b(bucket)
                WHERE b.bucket IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING sum(c.n) <> 0
                """.formatted(rows, Standing.isRanked("c.left_out"), bucket("c.points"));
    }
}
