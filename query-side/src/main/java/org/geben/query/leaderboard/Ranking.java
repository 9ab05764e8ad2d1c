package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.geben.query.generation.Reading;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Who stands where on one board in one window. Where standings are kept, a rank is looked up without a look at those who
 * stand before it. A dense one goes from score to score along the index, and costs as much as there are scores above,
 * however many members have them: were scores counted in the histogram, too, each standing that changes would have to
 * look up its old score and its new one, which made a batch an eighth dearer. Who does not want to be named stands
 * among the others, so that whoever counts on from a rank misses nobody.
 */
final class Ranking {
    private static final String RANKED = " WHERE " + Standing.isRanked("s.left_out") + " ";
    private static final String OF_MEMBER = "SELECT s.* FROM s WHERE s.member = :wanted";
    private static final String BUCKETS =
            " FROM $.histogram h WHERE h.board = :board AND h.scope = :scope AND h.stretch = :stretch ";
    private static final String ABOVE = " AND (s.points, s.volume) > (p.points, p.volume) ";
    private static final String DISTINCT_SCORES =
            "SELECT count(*) FROM (SELECT DISTINCT s.points, s.volume FROM s, p" + RANKED + ABOVE + ") score";

    /** Each step begins anew at one place of the index. */
    private static final String FROM_SCORE_TO_SCORE = """
            SELECT count(*) FROM (
                WITH RECURSIVE score AS (
                    (SELECT s.points, s.volume FROM s %1$s ORDER BY s.points DESC, s.volume DESC LIMIT 1)
                    UNION ALL
                    SELECT next.points, next.volume
                    FROM score CROSS JOIN p CROSS JOIN LATERAL (
                        SELECT s.points, s.volume FROM s %1$s %2$s
                            AND (s.points, s.volume) < (score.points, score.volume)
                        ORDER BY s.points DESC, s.volume DESC LIMIT 1) next)
                SELECT FROM score s CROSS JOIN p WHERE true %2$s) above
            """.formatted(RANKED, ABOVE);

    private static final int[] BANDS = {1, 5, 10, 25, 50};

    /** As many more are looked at where too many are not named. */
    private static final int TIMES_AS_MANY = 4;

    private final Reading reading;
    private final Standings standings;

    Ranking(Reading reading, Standings standings) {
        this.reading = reading;
        this.standings = standings;
    }

    /** Whatever the member has, ranked or not. */
    Optional<Standing> of(UUID member) {
        return sql(Standing.told("(" + OF_MEMBER + ")"))
                .param("wanted", member)
                .query(Standing::of)
                .optional();
    }

    /**
     * The best, or those behind one of them, until enough of them are shown; those who are not named stand among them.
     *
     * @param shown how many are enough
     * @param optedOut how many on the whole board are not named
     */
    List<Standing> behind(@Nullable Standing last, int shown, long optedOut) {
        for (int times = timesAtFirst(optedOut); ; times *= TIMES_AS_MANY) {
            List<Standing> found = behind(last, shown * times);
            if (isEnough(found, shown, times)) {
                return found;
            }
        }
    }

    private List<Standing> behind(@Nullable Standing last, int limit) {
        StatementSpec statement = last == null
                ? sql(Standing.told("(SELECT s.* FROM s" + RANKED + Standing.BEST_FIRST + "LIMIT :limit)"))
                : last.bound(sql(
                        Standing.PLACE,
                        Standing.told("p CROSS JOIN LATERAL " + page(Standing.BEHIND, Standing.BEST_FIRST, "limit"))));
        return statement.param("limit", limit).query(Standing::of).list();
    }

    /**
     * The member, ranked or not, and those before and behind, until enough of them are shown; nobody if the member has
     * nothing.
     *
     * @param before how many are enough before the member
     * @param behind how many are enough behind
     * @param optedOut how many on the whole board are not named
     */
    Around around(UUID member, int before, int behind, long optedOut) {
        for (int times = timesAtFirst(optedOut); ; times *= TIMES_AS_MANY) {
            Around around = around(member, before * times, behind * times);
            if (isEnough(around.before(member), before, times) && isEnough(around.behind(member), behind, times)) {
                return around;
            }
        }
    }

    private Around around(UUID member, int before, int behind) {
        String beside = List.of(
                        page(Standing.BEFORE, Standing.WORST_FIRST, "before"),
                        "(SELECT p.*)",
                        page(Standing.BEHIND, Standing.BEST_FIRST, "behind"))
                .stream()
                .collect(joining(" UNION ALL ", "(SELECT s.* FROM p CROSS JOIN LATERAL (", ") s)"));
        String first = "(SELECT s.* FROM found s" + Standing.BEST_FIRST + "LIMIT 1)";
        ResultSetExtractor<Around> around = Around::of;
        return sql(OF_MEMBER, ", found AS MATERIALIZED %s %s".formatted(beside, Standing.told("found", ahead(first))))
                .param("wanted", member)
                .param("before", before)
                .param("behind", behind)
                .query(around);
    }

    /** So many that one look is enough, unless most of those who stand there are not named. */
    private static int timesAtFirst(long optedOut) {
        return optedOut == 0 ? 1 : 2;
    }

    /** @param times how many times as many were asked for; if they are fewer, there are no more */
    private static boolean isEnough(List<Standing> found, int shown, int times) {
        return found.size() < shown * times
                || found.stream().filter(Standing::isShown).count() >= shown;
    }

    /**
     * Who stands beside one another.
     *
     * @param found the best first
     * @param ahead of the first among them
     */
    record Around(List<Standing> found, Ahead ahead) {
        private static Around of(ResultSet rows) throws SQLException {
            List<Standing> found = new ArrayList<>();
            Ahead ahead = new Ahead(0, 0);
            while (rows.next()) {
                found.add(Standing.of(rows, found.size()));
                ahead = Ahead.of(rows, 0);
            }
            return new Around(found, ahead);
        }

        List<Standing> before(UUID member) {
            return found.stream()
                    .takeWhile(standing -> !standing.member().id().equals(member))
                    .toList();
        }

        List<Standing> behind(UUID member) {
            return found.stream()
                    .dropWhile(standing -> !standing.member().id().equals(member))
                    .skip(1)
                    .toList();
        }
    }

    /** @param limit the name of the parameter that says how many */
    private static String page(List<String> beyond, String order, String limit) {
        String end = order + "LIMIT :" + limit + ")";
        return beyond.stream()
                .map(part -> "(SELECT s.* FROM s" + RANKED + part + end)
                .collect(joining(" UNION ALL ", "(SELECT s.* FROM (", ") s" + end));
    }

    /** How many have a rank, and how many are left out for each reason. */
    Totals totals() {
        String counted = standings.areKept()
                ? "SELECT greatest(-h.bucket, 0) AS reason, sum(h.members)::bigint AS n" + BUCKETS + "GROUP BY 1"
                : "SELECT s.left_out AS reason, count(*) AS n FROM s GROUP BY 1";
        long[] counts = new long[Totals.REASONS + 1];
        sql(counted).query(row -> {
            counts[row.getInt("reason")] = row.getLong("n");
        });
        // In the histogram those who have a rank are counted whether they are named or not.
        long ranked = standings.areKept() ? counts[0] : counts[0] + counts[3];
        return new Totals(ranked, counts[1], counts[2], counts[3], counts[4]);
    }

    /**
     * @param ranked members who have a rank, with those who do not want to be named
     * @param automated members that are programs and have no rank for that
     * @param left of the others those who are gone and have none
     * @param optedOut of those who have a rank those who do not want to be named
     * @param excused of the others those whose role the rules leave out
     */
    record Totals(long ranked, long automated, long left, long optedOut, long excused) {
        private static final int REASONS = 4;
    }

    /** Who stands before a place. */
    Ahead ahead(Standing of) {
        return of.bound(sql(Standing.PLACE, ahead("p"))).query(Ahead::of).single();
    }

    /** In SQL: who stands before a {@code place}, each part counted from one place of the index to another. */
    private String ahead(String place) {
        String higher = standings.areKept()
                ? "(SELECT coalesce(sum(h.members), 0)" + BUCKETS + " AND h.bucket > p.bucket) + "
                        + count(Standing.HIGHER + " AND s.points < " + Histogram.end("p.bucket"))
                : count(Standing.HIGHER);
        return "SELECT (%s + %s)::bigint AS better, %s AS tied FROM (SELECT p.*, %s AS bucket FROM %s p) p"
                .formatted(higher, count(Standing.MORE), count(Standing.EARLIER), Histogram.bucket("p.points"), place);
    }

    private static String count(String which) {
        return "(SELECT count(*) FROM s" + RANKED + which + ")";
    }

    /**
     * @param better how many have a better score
     * @param tied how many have the same, but earlier
     */
    record Ahead(long better, long tied) {
        static Ahead of(ResultSet row, int n) throws SQLException {
            return new Ahead(row.getLong("better"), row.getLong("tied"));
        }
    }

    /** The rank of one before whom so many stand. */
    long rank(Standing of, Ties ties, Ahead ahead) {
        return 1
                + switch (ties) {
                    case COMPETITION -> ahead.better;
                    case DENSE -> scoresAbove(of);
                    case ORDINAL -> ahead.better + ahead.tied;
                };
    }

    private long scoresAbove(Standing of) {
        return of.bound(sql(Standing.PLACE, standings.areKept() ? FROM_SCORE_TO_SCORE : DISTINCT_SCORES))
                .query(Long.class)
                .single();
    }

    /** Among the best how many in a hundred. */
    static int percentile(long better, long ranked) {
        for (int band : BANDS) {
            if ((better + 1) * 100 <= ranked * band) {
                return band;
            }
        }
        return 100;
    }

    private StatementSpec sql(String sql) {
        return bound(standings.with() + sql);
    }

    /** @param place a relation of one place in the order, named {@code p} in the statement */
    private StatementSpec sql(String place, String sql) {
        return bound("%s, p AS MATERIALIZED (%s) %s".formatted(standings.with(), place, sql));
    }

    private StatementSpec bound(String sql) {
        return standings
                .bound(reading.sql(sql))
                .param("board", standings.board().number());
    }
}
