package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.geben.query.Columns;
import org.geben.query.Cursor;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.geben.query.leaderboard.ExplainStanding.Point;
import org.geben.query.leaderboard.ExplainStanding.Withheld;
import org.geben.query.leaderboard.GetLeaderboard.Stretch;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Explains scores by the facts that they are counted from. Of what happened in groups that are not open, it tells those who
 * are not in them no more than the score does.
 */
@Component
final class Explanations {
    private static final String CURSOR = "explanation";

    private static final String READABLE = """
            (f.group_id IS NULL OR EXISTS (SELECT 1 FROM $.community_group g
                                           WHERE g.id = f.group_id AND (g.access = 'OPEN' OR %s)))
            """.formatted(Reader.BELONGS_TO_GROUP);

    private static final String BEHIND =
            " AND (f.at < :before OR f.at = :before AND (f.id, f.fact) > (:after, CAST(:fact AS text)))";

    private final Views views;
    private final Calendars calendars;

    Explanations(Views views, Calendars calendars) {
        this.views = views;
        this.calendars = calendars;
    }

    /** @throws Refusal 404 {@code NOT_ON_THE_BOARD}; of the group see {@link LeaderboardQueries} */
    ExplainStanding.Result handle(ExplainStanding query) {
        @Nullable Place after = Place.read(query);
        Span span = after == null ? query.span() : query.span().around(after.at);
        return views.read(LeaderboardProjection.NAME, query.page().asOf(), reading -> {
            LeaderboardQueries.mustRead(reading, query.group(), query.reader());
            Standings standings = calendars.standings(reading, query.board(), span, query.group());
            Standing own = LeaderboardQueries.visible(
                    new Ranking(reading, standings).of(query.member()), query.member(), query.reader());
            int limit = query.page().limit();
            List<Fact> found = facts(reading, standings, query, after);
            List<Fact> shown = found.subList(0, Math.min(found.size(), limit));
            return new ExplainStanding.Result(
                    query.board().toString(),
                    Stretch.of(span),
                    LeaderboardQueries.scope(query.group()),
                    query.member(),
                    Score.of(own.points()),
                    shown.stream().map(Fact::point).toList(),
                    withheld(reading, standings, query),
                    found.size() <= limit ? null : Place.write(query, span.moment(), shown.getLast()),
                    reading.origin());
        });
    }

    /** Those of the page and one more, if there is one: it tells that there is a next page. */
    private static List<Fact> facts(
            Reading reading, Standings standings, ExplainStanding query, @Nullable Place after) {
        StatementSpec statement = bound(
                        reading,
                        standings,
                        query,
                        "SELECT f.* FROM (%s) f WHERE " + READABLE + (after == null ? "" : BEHIND)
                                + " ORDER BY f.at DESC, f.id, f.fact LIMIT :limit")
                .param("limit", query.page().limit() + 1);
        if (after != null) {
            statement = statement
                    .param("before", Columns.parameter(after.before))
                    .param("after", after.id)
                    .param("fact", after.fact);
        }
        return statement.query(Fact::of).list();
    }

    private static Withheld withheld(Reading reading, Standings standings, ExplainStanding query) {
        return bound(
                        reading,
                        standings,
                        query,
                        "SELECT count(*) AS facts, coalesce(sum(f.points), 0)::bigint AS points FROM (%s) f WHERE NOT "
                                + READABLE)
                .query((row, n) -> new Withheld(row.getLong("facts"), Score.of(row.getLong("points"))))
                .single();
    }

    private static StatementSpec bound(Reading reading, Standings standings, ExplainStanding query, String sql) {
        return standings
                .bound(reading.sql(sql.formatted(explained(standings))))
                .param("reader", query.reader().id())
                .param("member", query.member());
    }

    private static String explained(Standings standings) {
        Counting now = standings.counting();
        return switch (standings.board()) {
            case APPRECIATED -> now.explainedReceived();
            case RISING ->
                Source.of(Board.GIVING).stream()
                        .flatMap(source -> Stream.of(
                                now.explained(source, ""),
                                standings.countingEarlier().explained(source, "-")))
                        .collect(joining(" UNION ALL "));
            default ->
                Source.of(standings.board()).stream()
                        .map(source -> now.explained(source, ""))
                        .collect(joining(" UNION ALL "));
        };
    }

    private record Fact(UUID id, Point point) {
        static Fact of(ResultSet row, int n) throws SQLException {
            return new Fact(
                    Columns.id(row, "id"),
                    new Point(
                            row.getString("fact"),
                            row.getString("event"),
                            Columns.id(row, "event_id"),
                            Columns.id(row, "stream"),
                            row.getString("kind"),
                            Columns.time(row, "at"),
                            row.getLong("version"),
                            Score.of(row.getLong("weight")),
                            row.getLong("repeat"),
                            row.getBoolean("capped"),
                            row.getBoolean("distinct_giver"),
                            Score.of(row.getLong("giver_weight")),
                            Score.of(row.getLong("points"))));
        }
    }

    /** Behind the last entry of the page before, and in its window. */
    private record Place(Instant at, Instant before, UUID id, String fact) {
        static String write(ExplainStanding query, Instant at, Fact last) {
            return Cursor.write(
                    CURSOR,
                    query.page(),
                    listing(query).tag(),
                    at,
                    last.point.occurredAt(),
                    last.id,
                    last.point.fact());
        }

        static @Nullable Place read(ExplainStanding query) {
            return Cursor.read(CURSOR, query.page(), parts -> of(query, parts));
        }

        private static Listing listing(ExplainStanding query) {
            return new Listing(query.board(), query.span(), query.group(), Ties.COMPETITION, query.member());
        }

        private static Place of(ExplainStanding query, List<String> parts) {
            return new Place(
                    listing(query).moment(parts),
                    Parameters.storable(Instant.parse(parts.get(2))),
                    UUID.fromString(parts.get(3)),
                    parts.get(4));
        }
    }
}
