package org.geben.query.leaderboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.geben.query.leaderboard.GetLeaderboard.Entry;
import org.geben.query.leaderboard.GetLeaderboard.Excluded;
import org.geben.query.leaderboard.GetLeaderboard.Member;
import org.geben.query.leaderboard.GetLeaderboard.Parts;
import org.geben.query.leaderboard.GetLeaderboard.Stretch;
import org.geben.query.leaderboard.Window.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers from the leaderboard's tables, each query in one snapshot. */
@Component
final class LeaderboardQueries {
    private static final String CURSOR = "leaderboard";
    private static final String BEHIND =
            " AND score <= :score AND (score < :score OR volume < :volume OR volume = :volume AND id > :id)";
    private static final String BEST_FIRST = " ORDER BY score DESC, volume DESC, id LIMIT :limit";

    private final Views views;

    LeaderboardQueries(Views views) {
        this.views = views;
    }

    GetLeaderboard.Result handle(GetLeaderboard query) {
        Page page = query.page();
        @Nullable Place after = Place.read(query);
        Instant at = after == null ? query.at() : after.at;
        @Nullable Range range = query.window().around(at, query.zone());
        return views.read(LeaderboardProjection.NAME, page.asOf(), reading -> {
            ScoringRules rules = ScoringRules.of(reading.rules());
            String standings = query.board().standings(range == null, rules);
            List<Standing> found = standings(reading, standings, query, range, after);
            List<Standing> shown = found.subList(0, Math.min(found.size(), page.limit()));
            List<Long> ranks = ranks(shown, after);
            return new GetLeaderboard.Result(
                    query.board().toString(),
                    Stretch.of(query.window(), range, query.zone()),
                    entries(reading, query.board(), range, shown, ranks),
                    found.size() <= page.limit() ? null : Place.behind(query, at, shown, ranks, after),
                    excluded(reading, query.board(), standings, range),
                    reading.rules(),
                    reading.origin());
        });
    }

    /** Those of the page and one more, if there is one: it tells that there is a next page. */
    private static List<Standing> standings(
            Reading reading, String standings, GetLeaderboard query, @Nullable Range range, @Nullable Place after) {
        String ranked = "SELECT * FROM (%s) s WHERE present AND NOT automated".formatted(standings);
        JdbcClient.StatementSpec statement = Range.within(
                        range, reading.sql(ranked + (after == null ? "" : BEHIND) + BEST_FIRST))
                .param("limit", query.page().limit() + 1);
        if (after != null) {
            statement = statement
                    .param("score", after.score)
                    .param("volume", after.volume)
                    .param("id", after.id);
        }
        return statement.query(Standing::of).list();
    }

    private static List<Long> ranks(List<Standing> standings, @Nullable Place after) {
        List<Long> ranks = new ArrayList<>();
        long place = after == null ? 0 : after.place;
        long rank = after == null ? 0 : after.rank;
        long score = after == null ? -1 : after.score;
        long volume = after == null ? -1 : after.volume;
        for (Standing standing : standings) {
            place++;
            if (standing.score != score || standing.volume != volume) {
                rank = place;
                score = standing.score;
                volume = standing.volume;
            }
            ranks.add(rank);
        }
        return ranks;
    }

    private static List<Entry> entries(
            Reading reading, Board board, @Nullable Range range, List<Standing> standings, List<Long> ranks) {
        Map<UUID, Map<String, Long>> kinds = kinds(reading, board, range, standings);
        @Nullable ScoringRules other = reading.rules() == null ? null : ScoringRules.of(reading.rules());
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < standings.size(); i++) {
            Standing standing = standings.get(i);
            entries.add(new Entry(
                    ranks.get(i),
                    standing.member,
                    standing.score,
                    parts(board, standing, kinds),
                    other == null ? null : points(board, standing, other)));
        }
        return entries;
    }

    private static Parts parts(Board board, Standing standing, Map<UUID, Map<String, Long>> kinds) {
        return switch (board) {
            case GIVING -> new Parts.Giving(standing.replies, standing.given);
            case APPRECIATED ->
                new Parts.Appreciated(
                        standing.givers,
                        standing.received,
                        kinds.getOrDefault(standing.member.id(), Map.of()),
                        standing.unknownGivers);
            case CONTRIBUTING -> new Parts.Contributing(standing.contributions, standing.replies);
        };
    }

    private static Map<String, Long> points(Board board, Standing standing, ScoringRules rules) {
        return switch (board) {
            case GIVING ->
                points(standing, "replies", standing.replies * rules.giving().reply());
            case APPRECIATED ->
                points(standing, "givers", standing.givers * rules.appreciated().giver());
            case CONTRIBUTING -> Map.of("contributions", standing.score);
        };
    }

    /** What is not for the one part is for appreciations. */
    private static Map<String, Long> points(Standing standing, String part, long points) {
        return Map.of(part, points, "appreciations", standing.score - points);
    }

    private static Map<UUID, Map<String, Long>> kinds(
            Reading reading, Board board, @Nullable Range range, List<Standing> standings) {
        Map<UUID, Map<String, Long>> kinds = new HashMap<>();
        if (board == Board.APPRECIATED) {
            Range.within(range, reading.sql(range == null ? """
                            SELECT member, kind, appreciations FROM $.received WHERE member = ANY(:members)
                            """ : """
                            SELECT receiver AS member, kind, count(*) AS appreciations FROM $.appreciation
                            WHERE receiver = ANY(:members) AND given_at >= :from AND given_at < :to
                              AND NOT automated AND NOT time_inferred
                            GROUP BY receiver, kind
                            """))
                    .param(
                            "members",
                            standings.stream()
                                    .map(standing -> standing.member.id())
                                    .toArray(UUID[]::new))
                    .query(row -> {
                        kinds.computeIfAbsent(Columns.id(row, "member"), id -> new TreeMap<>())
                                .put(row.getString("kind"), row.getLong("appreciations"));
                    });
        }
        return kinds;
    }

    private static Excluded excluded(Reading reading, Board board, String standings, @Nullable Range range) {
        boolean giving = board == Board.GIVING;
        boolean appreciations = giving || board == Board.APPRECIATED;
        String timed = range == null ? "" : " AND NOT time_inferred";
        long replies = giving ? contributions(reading, range, "answers_program AND NOT withdrawn AND NOT hidden") : 0;
        long automated = appreciations ? appreciations(reading, range, "automated") : 0;
        long inferred =
                appreciations && range != null ? appreciations(reading, range, "time_inferred AND NOT automated") : 0;
        long unknown = giving ? appreciations(reading, range, "giver IS NULL AND NOT automated" + timed) : 0;
        return Range.within(range, reading.sql("""
                        SELECT count(*) FILTER (WHERE automated) AS automated,
                               count(*) FILTER (WHERE NOT automated) AS departed
                        FROM (""" + standings + """
                        ) s
                        WHERE NOT present OR automated"""))
                .query((row, n) -> new Excluded(
                        row.getLong("automated"), row.getLong("departed"), replies, automated, inferred, unknown))
                .single();
    }

    private static long contributions(Reading reading, @Nullable Range range, String which) {
        return count(reading, range, "$.contribution WHERE " + which, "published_at");
    }

    private static long appreciations(Reading reading, @Nullable Range range, String which) {
        return count(reading, range, "$.appreciation WHERE " + which, "given_at");
    }

    private static long count(Reading reading, @Nullable Range range, String facts, String time) {
        String inWindow = range == null ? "" : " AND %1$s >= :from AND %1$s < :to".formatted(time);
        return Range.within(range, reading.sql("SELECT count(*) FROM " + facts + inWindow))
                .query(Long.class)
                .single();
    }

    private record Standing(
            Member member,
            long score,
            long volume,
            long contributions,
            long replies,
            long given,
            long givers,
            long received,
            long unknownGivers) {
        static Standing of(ResultSet row, int n) throws SQLException {
            return new Standing(
                    new Member(Columns.id(row, "id"), row.getString("handle"), row.getString("name")),
                    row.getLong("score"),
                    row.getLong("volume"),
                    row.getLong("contributions"),
                    row.getLong("replies"),
                    row.getLong("given"),
                    row.getLong("givers"),
                    row.getLong("received"),
                    row.getLong("unknown_givers"));
        }
    }

    /** Behind the last entry of the page before, and in its window. */
    private record Place(Instant at, long place, long rank, long score, long volume, UUID id) {
        static String behind(
                GetLeaderboard query, Instant at, List<Standing> shown, List<Long> ranks, @Nullable Place after) {
            Standing last = shown.getLast();
            return Cursor.write(
                    CURSOR,
                    query.page(),
                    query.board(),
                    query.window(),
                    query.zone(),
                    at,
                    shown.size() + (after == null ? 0 : after.place),
                    ranks.getLast(),
                    last.score,
                    last.volume,
                    last.member.id());
        }

        static @Nullable Place read(GetLeaderboard query) {
            return Cursor.read(CURSOR, query.page(), parts -> of(query, parts));
        }

        private static Place of(GetLeaderboard query, List<String> parts) {
            return new Place(
                    new Listing(query.board(), query.window(), query.zone()).moment(parts),
                    Long.parseLong(parts.get(4)),
                    Long.parseLong(parts.get(5)),
                    Long.parseLong(parts.get(6)),
                    Long.parseLong(parts.get(7)),
                    UUID.fromString(parts.get(8)));
        }
    }
}
