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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares a board under other rules with the same under the standard ones, in one statement and one snapshot: both
 * generations stand in the same database.
 */
@Component
public final class LeaderboardDiffs {
    /** What there is to compare in all time: nobody rises there. */
    public static final List<String> BOARDS = Board.ALL.stream()
            .filter(board -> board != Board.RISING)
            .map(Board::toString)
            .toList();

    private static final String CURSOR = "diff";
    private static final int USUAL_LIMIT = 10;

    private static final String RANKED = """
            SELECT s.member AS id, m.handle, m.name, s.points AS score, s.left_out = 0 AS shown,
                   rank() OVER (ORDER BY s.points DESC, s.volume DESC) AS rank
            FROM (%s) s JOIN $.member m ON m.id = s.member WHERE %s
            """;
    private static final String CHANGED = """
            WITH before AS (%s), after AS (%s), change AS (
                SELECT coalesce(a.id, b.id) AS id, coalesce(a.handle, b.handle) AS handle, coalesce(a.name, b.name) AS name,
                       b.rank AS before_rank, b.score AS before_score, a.rank AS after_rank, a.score AS after_score,
                       coalesce(b.rank, (SELECT count(*) + 1 FROM before))
                           - coalesce(a.rank, (SELECT count(*) + 1 FROM after)) AS rank_change,
                       coalesce(a.score, 0) - coalesce(b.score, 0) AS score_change
                FROM before b FULL JOIN after a ON a.id = b.id
                WHERE coalesce(a.shown, true) AND coalesce(b.shown, true))
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
    private final Calendar calendar;
    private final Calendars calendars;

    LeaderboardDiffs(Views views, Calendar calendar, Calendars calendars) {
        this.views = views;
        this.calendar = calendar;
        this.calendars = calendars;
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
        ZoneId clock = zone == null ? calendar.zone() : Parameters.zone(zone);
        Page page = Page.of(limit, USUAL_LIMIT, cursor, in);
        Instant moment = at == null ? views.now(in) : Parameters.time("at", at, clock);
        return handle(new GetLeaderboardDiff(id, Board.of(board), Span.of(Window.of(window), moment, clock), page));
    }

    LeaderboardDiff handle(GetLeaderboardDiff query) {
        @Nullable Behind behind = Behind.read(query);
        Span span = behind == null ? query.span() : query.span().around(behind.at);
        return views.compare(LeaderboardProjection.NAME, query.generation(), (standard, other) -> {
            int limit = query.page().limit();
            List<Change> found = changes(standard, other, query, span, behind);
            List<Entry> shown = found.subList(0, Math.min(found.size(), limit)).stream()
                    .map(Change::entry)
                    .toList();
            return new LeaderboardDiff(
                    query.board().toString(),
                    Stretch.of(span),
                    side(standard, span),
                    side(other, span),
                    shown,
                    found.size() <= limit ? null : Behind.write(query, span.moment(), found.get(limit - 1)));
        });
    }

    /** Those of the page and one more, if there is one: it tells that there is a next page. */
    private List<Change> changes(
            Reading standard, Reading other, GetLeaderboardDiff query, Span span, @Nullable Behind behind) {
        Standings before = calendars.standings(standard, query.board(), span, null);
        Standings after = calendars.standings(other, query.board(), span, null);
        String changed = CHANGED.formatted(ranked(standard, before), ranked(other, after));
        JdbcClient.StatementSpec statement = (before.areKept() ? before : after)
                .bound(other.sql(changed + (behind == null ? "" : BEHIND) + LARGEST_FIRST))
                .param("limit", query.page().limit() + 1);
        if (behind != null) {
            statement = statement
                    .param("rankChange", behind.rankChange)
                    .param("scoreChange", behind.scoreChange)
                    .param("id", behind.id);
        }
        return statement.query(LeaderboardDiffs::entry).list();
    }

    private static String ranked(Reading reading, Standings standings) {
        return reading.qualified(RANKED.formatted(standings.relation(), Standing.isRanked("s.left_out")));
    }

    private static Change entry(ResultSet row, int n) throws SQLException {
        long score = row.getLong("score_change");
        return new Change(
                new Entry(
                        new Member(Columns.id(row, "id"), row.getString("handle"), row.getString("name")),
                        place(row, "before"),
                        place(row, "after"),
                        row.getLong("rank_change"),
                        Score.of(score)),
                score);
    }

    /** @param millionths by how many the score changes */
    private record Change(Entry entry, long millionths) {}

    private static ScoringRules published(Reading reading, Span span) {
        return reading.rules() != null
                ? ScoringRules.of(reading.rules())
                : reading.sql("""
                                SELECT document FROM $.rules WHERE valid_from <= :at ORDER BY version DESC LIMIT 1
                                """)
                        .param("at", Columns.parameter(span.at()))
                        .query(String.class)
                        .optional()
                        .map(document -> RulesReader.read(JsonMapper.shared().readTree(document)))
                        .orElse(ScoringRules.STANDARD);
    }

    private static @Nullable Place place(ResultSet row, String side) throws SQLException {
        Long rank = row.getObject(side + "_rank", Long.class);
        return rank == null ? null : new Place(rank, Score.of(row.getLong(side + "_score")));
    }

    /** With the rules that hold at the moment. */
    private static Side side(Reading reading, Span span) {
        return new Side(reading.origin(), published(reading, span).document());
    }

    /** Behind the last entry of the page before, and in its window. */
    private record Behind(Instant at, long rankChange, long scoreChange, UUID id) {
        static String write(GetLeaderboardDiff query, Instant at, Change last) {
            return Cursor.write(
                    CURSOR,
                    query.page(),
                    listing(query).tag(),
                    at,
                    Math.abs(last.entry.rankChange()),
                    Math.abs(last.millionths),
                    last.entry.member().id());
        }

        static @Nullable Behind read(GetLeaderboardDiff query) {
            return Cursor.read(CURSOR, query.page(), parts -> of(query, parts));
        }

        private static Behind of(GetLeaderboardDiff query, List<String> parts) {
            return new Behind(
                    listing(query).moment(parts),
                    Long.parseLong(parts.get(2)),
                    Long.parseLong(parts.get(3)),
                    UUID.fromString(parts.get(4)));
        }

        private static Listing listing(GetLeaderboardDiff query) {
            return new Listing(query.board(), query.span(), null, Ties.COMPETITION, null);
        }
    }
}
