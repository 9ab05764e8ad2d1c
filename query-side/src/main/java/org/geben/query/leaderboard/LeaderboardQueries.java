package org.geben.query.leaderboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.geben.query.AsOf;
import org.geben.query.Cursor;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Memo;
import org.geben.query.generation.Origin;
import org.geben.query.generation.Reading;
import org.geben.query.generation.Views;
import org.geben.query.leaderboard.GetLeaderboard.Entry;
import org.geben.query.leaderboard.GetLeaderboard.Member;
import org.geben.query.leaderboard.GetLeaderboard.Stretch;
import org.geben.query.leaderboard.Overviews.Overview;
import org.geben.query.leaderboard.Ranking.Ahead;
import org.geben.query.leaderboard.Ranking.Around;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers from the leaderboard's tables, each query in one snapshot. Whoever does not want to be named is not on a board, but
 * keeps a rank that nobody else takes, and may see it.
 */
@Component
final class LeaderboardQueries {
    private static final String CURSOR = "leaderboard";

    private final Views views;
    private final Calendars calendars;
    private final Overviews overviews;
    private final Memo memo;

    LeaderboardQueries(Views views, Calendars calendars, Overviews overviews, Memo memo) {
        this.views = views;
        this.calendars = calendars;
        this.overviews = overviews;
        this.memo = memo;
    }

    /** @throws Refusal 404 if the group is unknown, 403 if the reader may not read it */
    GetLeaderboard.Result handle(GetLeaderboard query) {
        @Nullable Place after = Place.read(query);
        Span span = after == null ? query.span() : query.span().around(after.at);
        return views.read(LeaderboardProjection.NAME, query.page().asOf(), reading -> {
            mustRead(reading, query.group(), query.reader());
            Standings standings = calendars.standings(reading, query.board(), span, query.group());
            return answer(query, standings, reading.origin(), () -> page(query, reading, standings, after));
        });
    }

    /** What is counted from the facts may be some moments old; what is kept is told as it is, to all who ask for the same. */
    private GetLeaderboard.Result answer(
            GetLeaderboard query, Standings standings, Origin now, Supplier<GetLeaderboard.Result> page) {
        AsOf asOf = query.page().asOf();
        if (!standings.areKept()) {
            return memo.answer(now, asOf, query.asked(standings.span()), page);
        }
        return query.around() == null ? memo.exact(now, asOf, query.asked(standings.span()), page) : page.get();
    }

    private GetLeaderboard.Result page(
            GetLeaderboard query, Reading reading, Standings standings, @Nullable Place after) {
        Ranking ranking = new Ranking(reading, standings);
        Overview overview = overviews.of(reading, query.page().asOf(), standings);
        UUID middle = query.around();
        return middle == null
                ? top(query, standings, reading, ranking, overview, after)
                : around(query, standings, reading, ranking, overview, middle);
    }

    private static GetLeaderboard.Result top(
            GetLeaderboard query,
            Standings standings,
            Reading reading,
            Ranking ranking,
            Overview overview,
            @Nullable Place after) {
        int limit = query.page().limit();
        @Nullable Standing before = after == null ? null : after.last;
        Numbers numbers = after == null ? Numbers.FIRST : after.numbers;
        List<Entry> entries = new ArrayList<>();
        List<Standing> found =
                ranking.behind(before, limit + 1, overview.totals().optedOut());
        boolean goesOn = found.stream().filter(Standing::isShown).count() > limit;
        for (Standing standing : found) {
            if (entries.size() == limit) {
                break;
            }
            numbers = numbers.next(before != null && standing.hasScoreOf(before));
            before = standing;
            if (standing.isShown()) {
                entries.add(entry(
                        query.board(), standing, numbers.rank(query.ties()), numbers.better(), overview.ranked()));
            }
        }
        String next = before == null || !goesOn
                ? null
                : Place.write(query, standings.span().moment(), numbers, before);
        return result(query, standings, reading, overview, entries, next);
    }

    private static GetLeaderboard.Result around(
            GetLeaderboard query,
            Standings standings,
            Reading reading,
            Ranking ranking,
            Overview overview,
            UUID middle) {
        int before = query.page().limit() / 2;
        int behind = query.page().limit() - 1 - before;
        Around around = ranking.around(middle, before, behind, overview.totals().optedOut());
        List<Standing> found = around.found();
        Standing own = visible(
                found.stream()
                        .filter(standing -> standing.member().id().equals(middle))
                        .findFirst(),
                middle,
                query.reader());
        Numbers numbers = numbers(ranking, found.getFirst(), around.ahead(), query.ties());
        List<Entry> entries = new ArrayList<>();
        @Nullable Standing last = null;
        for (Standing standing : found) {
            numbers = last == null ? numbers : numbers.next(standing.hasScoreOf(last));
            last = standing;
            if (standing.isShown() || standing.equals(own)) {
                entries.add(entry(
                        query.board(), standing, numbers.rank(query.ties()), numbers.better(), overview.ranked()));
            }
        }
        return result(query, standings, reading, overview, beside(entries, middle, before, behind), null);
    }

    /** Of the entries that of the member, and as many before and behind. */
    private static List<Entry> beside(List<Entry> entries, UUID member, int before, int behind) {
        int own = 0;
        while (!entries.get(own).member().id().equals(member)) {
            own++;
        }
        return entries.subList(Math.max(0, own - before), Math.min(entries.size(), own + behind + 1));
    }

    private static Numbers numbers(Ranking ranking, Standing first, Ahead ahead, Ties ties) {
        return new Numbers(
                ranking.rank(first, Ties.ORDINAL, ahead),
                ahead.better(),
                ties == Ties.DENSE ? ranking.rank(first, ties, ahead) : 0);
    }

    /** Where a member stands. */
    GetStanding.Result handle(GetStanding query) {
        return views.read(LeaderboardProjection.NAME, query.asOf(), reading -> {
            mustRead(reading, query.group(), query.reader());
            Standings standings = calendars.standings(reading, query.board(), query.span(), query.group());
            Ranking ranking = new Ranking(reading, standings);
            Standing own = visible(ranking.of(query.member()), query.member(), query.reader());
            long ranked = overviews.totals(reading, query.asOf(), standings).ranked();
            Ahead ahead = ranking.ahead(own);
            return new GetStanding.Result(
                    query.board().toString(),
                    Stretch.of(query.span()),
                    scope(query.group()),
                    ranked,
                    entry(query.board(), own, ranking.rank(own, query.ties(), ahead), ahead.better(), ranked),
                    own.reachedAt(),
                    reading.origin());
        });
    }

    /** @throws Refusal 404 alike whether a member has nothing on the board, is gone, or does not want to be named */
    static Standing visible(Optional<Standing> own, UUID member, Reader reader) {
        return own.filter(standing ->
                        standing.isShown() || standing.leftOut() == Standing.OPTED_OUT && member.equals(reader.id()))
                .orElseThrow(() ->
                        Refusal.notFound("NOT_ON_THE_BOARD", "This member has no place on the board in this window."));
    }

    static String scope(@Nullable UUID group) {
        return group == null ? "community" : "group:" + group;
    }

    /** A secret group is unknown to those who are not in it; of a closed one they know the name and no figures. */
    static void mustRead(Reading reading, @Nullable UUID group, Reader reader) {
        if (group == null) {
            return;
        }
        reader.mustRead(group, reading.sql(Reader.ACCESS_TO_GROUP));
    }

    private static GetLeaderboard.Result result(
            GetLeaderboard query,
            Standings standings,
            Reading reading,
            Overview overview,
            List<Entry> entries,
            @Nullable String next) {
        return new GetLeaderboard.Result(
                query.board().toString(),
                Stretch.of(standings.span()),
                scope(query.group()),
                overview.ranked(),
                entries,
                next,
                overview.excluded(),
                reading.rules(),
                reading.origin());
    }

    private static Entry entry(Board board, Standing standing, long rank, long better, long ranked) {
        return new Entry(
                rank,
                Ranking.percentile(better, ranked),
                standing.member(),
                Score.of(standing.points()),
                standing.parts(board),
                standing.points(board));
    }

    /**
     * How those are counted who stand before the next one.
     *
     * @param position in the order
     * @param better how many have a better score
     * @param dense how many scores there are down to this one
     */
    private record Numbers(long position, long better, long dense) {
        static final Numbers FIRST = new Numbers(0, 0, 0);

        Numbers next(boolean sameScore) {
            return new Numbers(position + 1, sameScore ? better : position, sameScore ? dense : dense + 1);
        }

        long rank(Ties ties) {
            return switch (ties) {
                case COMPETITION -> better + 1;
                case DENSE -> dense;
                case ORDINAL -> position;
            };
        }
    }

    /** Behind the last entry of the page before, and in its window. */
    private record Place(Instant at, Numbers numbers, Standing last) {
        static String write(GetLeaderboard query, Instant at, Numbers numbers, Standing last) {
            return Cursor.write(
                    CURSOR,
                    query.page(),
                    listing(query).tag(),
                    at,
                    numbers.position,
                    numbers.better,
                    numbers.dense,
                    last.points(),
                    last.volume(),
                    last.reachedAt(),
                    last.member().id());
        }

        static @Nullable Place read(GetLeaderboard query) {
            return Cursor.read(CURSOR, query.page(), parts -> of(query, parts));
        }

        private static Listing listing(GetLeaderboard query) {
            return new Listing(query.board(), query.span(), query.group(), query.ties(), null);
        }

        private static Place of(GetLeaderboard query, List<String> parts) {
            Instant at = listing(query).moment(parts);
            return new Place(
                    at,
                    new Numbers(
                            Long.parseLong(parts.get(2)), Long.parseLong(parts.get(3)), Long.parseLong(parts.get(4))),
                    new Standing(
                            new Member(UUID.fromString(parts.get(8)), "", ""),
                            Long.parseLong(parts.get(5)),
                            Long.parseLong(parts.get(6)),
                            Parameters.storable(Instant.parse(parts.get(7))),
                            0,
                            0,
                            0,
                            Map.of(),
                            0));
        }
    }
}
