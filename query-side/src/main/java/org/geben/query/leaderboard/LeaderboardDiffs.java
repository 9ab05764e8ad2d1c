package org.geben.query.leaderboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.geben.query.AsOf;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Refusal;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.geben.query.leaderboard.GetLeaderboard.Stretch;
import org.geben.query.leaderboard.LeaderboardDiff.Entry;
import org.geben.query.leaderboard.LeaderboardDiff.Member;
import org.geben.query.leaderboard.LeaderboardDiff.Place;
import org.geben.query.leaderboard.LeaderboardDiff.Side;
import org.geben.query.leaderboard.Window.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares a board under other rules with the same under the standard ones, in one statement and one snapshot: both
 * generations stand in the same database.
 */
@Component
public final class LeaderboardDiffs {
    /** What there is to compare. */
    public static final List<String> BOARDS =
            List.of(Board.values()).stream().map(Board::toString).toList();

    private static final String CURSOR = "diff";
    private static final int USUAL_LIMIT = 10;

    private static final String RANKED = """
            SELECT id, handle, name, score, rank() OVER (ORDER BY score DESC, volume DESC) AS rank
            FROM (%s) s WHERE present AND NOT automated
            """;
    private static final String CHANGED = """
            WITH before AS (%s), after AS (%s), change AS (
                SELECT coalesce(a.id, b.id) AS id, coalesce(a.handle, b.handle) AS handle, coalesce(a.name, b.name) AS name,
                       b.rank AS before_rank, b.score AS before_score, a.rank AS after_rank, a.score AS after_score,
                       coalesce(b.rank, (SELECT count(*) + 1 FROM before))
                           - coalesce(a.rank, (SELECT count(*) + 1 FROM after)) AS rank_change,
                       coalesce(a.score, 0) - coalesce(b.score, 0) AS score_change
                FROM before b FULL JOIN after a ON a.id = b.id)
            SELECT * FROM change WHERE (rank_change <> 0 OR score_change <> 0)
            """;
    private static final String BEHIND = """
             AND (abs(rank_change) < :rankChange
                  OR abs(rank_change) = :rankChange AND abs(score_change) < :scoreChange
                  OR abs(rank_change) = :rankChange AND abs(score_change) = :scoreChange AND id > :id)
            """;
    private static final String LARGEST_FIRST =
            " ORDER BY abs(rank_change) DESC, abs(score_change) DESC, id LIMIT :limit";

    private final Views views;

    LeaderboardDiffs(Views views) {
        this.views = views;
    }

    /**
     * Reads what a request says, of which whatever follows the board may be absent.
     *
     * @param generation the id of a private one
     * @throws Refusal 400 if a text is malformed; 404 {@code BOARD_UNKNOWN}, {@code GENERATION_UNKNOWN}, {@code
     *     GENERATION_NOT_PRIVATE}, {@code GENERATION_OF_OTHER_VIEW}; 409 {@code GENERATION_OF_OTHER_CODE}
     * @throws org.geben.query.generation.Underway if one of the two is still being folded
     */
    public LeaderboardDiff diff(
            String generation,
            String board,
            @Nullable String window,
            @Nullable String at,
            @Nullable String zone,
            @Nullable String limit,
            @Nullable String cursor) {
        long id = Parameters.number("generation", generation);
        AsOf in = new AsOf.InGeneration(id);
        ZoneId clock = Parameters.zone(zone);
        Page page = Page.of(limit, USUAL_LIMIT, cursor, in);
        Instant moment = at == null ? views.now(in) : Parameters.time("at", at, clock);
        return handle(new GetLeaderboardDiff(id, Board.of(board), Window.of(window), moment, clock, page));
    }

    LeaderboardDiff handle(GetLeaderboardDiff query) {
        @Nullable Behind behind = Behind.read(query);
        Instant at = behind == null ? query.at() : behind.at;
        @Nullable Range range = query.window().around(at, query.zone());
        return views.compare(LeaderboardProjection.NAME, query.generation(), (standard, other) -> {
            int limit = query.page().limit();
            List<Entry> found = changes(standard, other, query, range, behind);
            List<Entry> shown = found.subList(0, Math.min(found.size(), limit));
            return new LeaderboardDiff(
                    query.board().toString(),
                    Stretch.of(query.window(), range, query.zone()),
                    side(standard),
                    side(other),
                    shown,
                    found.size() <= limit ? null : Behind.write(query, at, shown.getLast()));
        });
    }

    /** Those of the page and one more, if there is one: it tells that there is a next page. */
    private static List<Entry> changes(
            Reading standard, Reading other, GetLeaderboardDiff query, @Nullable Range range, @Nullable Behind behind) {
        String changed = CHANGED.formatted(ranked(standard, query.board(), range), ranked(other, query.board(), range));
        JdbcClient.StatementSpec statement = Range.within(
                        range, other.sql(changed + (behind == null ? "" : BEHIND) + LARGEST_FIRST))
                .param("limit", query.page().limit() + 1);
        if (behind != null) {
            statement = statement
                    .param("rankChange", behind.rankChange)
                    .param("scoreChange", behind.scoreChange)
                    .param("id", behind.id);
        }
        return statement.query(LeaderboardDiffs::entry).list();
    }

    private static String ranked(Reading reading, Board board, @Nullable Range range) {
        return reading.qualified(RANKED.formatted(board.standings(range == null, ScoringRules.of(reading.rules()))));
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        return new Entry(
                new Member(Columns.id(row, "id"), row.getString("handle"), row.getString("name")),
                place(row, "before"),
                place(row, "after"),
                row.getLong("rank_change"),
                row.getLong("score_change"));
    }

    private static @Nullable Place place(ResultSet row, String side) throws SQLException {
        Long rank = row.getObject(side + "_rank", Long.class);
        return rank == null ? null : new Place(rank, row.getLong(side + "_score"));
    }

    private static Side side(Reading reading) {
        return new Side(
                reading.origin().generation(),
                reading.origin().position(),
                ScoringRules.of(reading.rules()).document());
    }

    /** Behind the last entry of the page before, and in its window. */
    private record Behind(Instant at, long rankChange, long scoreChange, UUID id) {
        static String write(GetLeaderboardDiff query, Instant at, Entry last) {
            return Cursor.write(
                    CURSOR,
                    query.page(),
                    query.board(),
                    query.window(),
                    query.zone(),
                    at,
                    Math.abs(last.rankChange()),
                    Math.abs(last.scoreChange()),
                    last.member().id());
        }

        static @Nullable Behind read(GetLeaderboardDiff query) {
            return Cursor.read(CURSOR, query.page(), parts -> of(query, parts));
        }

        private static Behind of(GetLeaderboardDiff query, List<String> parts) {
            return new Behind(
                    new Listing(query.board(), query.window(), query.zone()).moment(parts),
                    Long.parseLong(parts.get(4)),
                    Long.parseLong(parts.get(5)),
                    UUID.fromString(parts.get(6)));
        }
    }
}
