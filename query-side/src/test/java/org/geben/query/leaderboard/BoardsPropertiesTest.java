package org.geben.query.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberId;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.RandomStory;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.Fold;
import org.geben.query.generation.ReadSide;
import org.geben.query.leaderboard.GetLeaderboard.Entry;
import org.geben.query.leaderboard.PlainBoards.Line;
import org.jspecify.annotations.Nullable;

/**
 * Every board in every window, zone and scope, to the last digit what loops over the events make it: with late events,
 * things taken back, rules that change, members who come, go and hide.
 */
class BoardsPropertiesTest {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Africa/Cairo"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("America/St_Johns"));

    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 8)
    void boardsAreWhatLoopsOverTheEventsMakeThem(@ForAll long seed) {
        Story story = seed % 2 == 0 ? RandomStory.of(seed, 300) : RandomStory.acrossYears(seed, 400);
        assertBoards(story, seed, Calendar.UTC);
    }

    @Property(tries = 4)
    void boardsAreTheSameInTheCalendarOfAnotherZone(@ForAll long seed) {
        assertBoards(RandomStory.acrossYears(seed, 300), seed, new Calendar(ZoneId.of("America/St_Johns")));
    }

    private void assertBoards(Story story, long seed, Calendar calendar) {
        Random random = new Random(seed);
        Fold fold = readSide.fresh(new LeaderboardProjection(calendar));
        readSide.fold(fold, story.log(), 1 + random.nextInt(60));
        PlainBoards plain = new PlainBoards(story.log(), null, calendar.zone());
        LeaderboardQueries queries = LeaderboardAnswers.of(readSide.views());
        List<UUID> groups = story.log().stream()
                .filter(event -> event.getPayload() instanceof GroupFounded)
                .map(event -> ((GroupFounded) event.getPayload()).groupId().value())
                .toList();
        for (Board board : Board.values()) {
            for (Window window : Window.values()) {
                Instant at = story.log()
                        .get(random.nextInt(story.log().size()))
                        .getTimestamp()
                        .plus(Duration.ofHours(random.nextInt(3)));
                ZoneId zone = random.nextBoolean() ? calendar.zone() : ZONES.get(random.nextInt(ZONES.size()));
                if (board == Board.RISING && window == Window.ALL) {
                    continue;
                }
                Span span = window == Window.RANGE
                        ? Span.between(at, at.plus(Duration.ofHours(1 + random.nextInt(900))), zone)
                        : Span.of(window, at, zone);
                assertBoard(queries, plain, board, span, null, random);
                if (!groups.isEmpty()) {
                    assertBoard(queries, plain, board, span, groups.get(random.nextInt(groups.size())), random);
                }
            }
        }
    }

    private void assertBoard(
            LeaderboardQueries queries,
            PlainBoards plain,
            Board board,
            Span span,
            @Nullable UUID group,
            Random random) {
        List<Line> lines = lines(plain, board, span, group);
        Set<UUID> hidden = plain.hidden();
        Ties ties = Ties.values()[random.nextInt(3)];
        List<Entry> entries;
        try {
            entries = pages(
                    queries,
                    new GetLeaderboard(
                            board,
                            span,
                            group,
                            ties,
                            null,
                            Reader.NOBODY,
                            new Page(1 + random.nextInt(9), null, AsOf.NOW)));
        } catch (Refusal refusal) {
            assertThat(group).isNotNull();
            assertThat(refusal.code()).isIn("GROUP_UNKNOWN", "GROUP_MEMBERSHIP_REQUIRED");
            return;
        }
        assertThat(entries)
                .as("%s %s %s %s", board, span, group, ties)
                .extracting(entry ->
                        "%d %s %s".formatted(entry.rank(), entry.member().id(), entry.score()))
                .isEqualTo(lines.stream()
                        .filter(line -> !hidden.contains(line.member()))
                        .map(line -> "%d %s %s"
                                .formatted(
                                        PlainBoards.rank(lines, line, ties.toString()),
                                        line.member(),
                                        PlainBoards.decimal(line.points())))
                        .toList());
        if (!lines.isEmpty()) {
            assertAround(queries, board, span, group, ties, lines, hidden, random.nextInt(lines.size()));
            assertExplained(board, span, group, lines.get(random.nextInt(lines.size())), hidden);
        }
    }

    private static List<Line> lines(PlainBoards plain, Board board, Span span, @Nullable UUID group) {
        String window = span.window().toString();
        PlainStretch stretch = span.window() == Window.RANGE
                ? new PlainStretch(
                        span.at(), Objects.requireNonNull(span.range()).to())
                : PlainStretch.around(window, span.at(), span.zone());
        return plain.lines(
                board.toString(), stretch, stretch == null ? null : stretch.before(window, span.zone()), group);
    }

    private static List<Entry> pages(LeaderboardQueries queries, GetLeaderboard query) {
        List<Entry> entries = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            GetLeaderboard.Result page = queries.handle(new GetLeaderboard(
                    query.board(),
                    query.span(),
                    query.group(),
                    query.ties(),
                    null,
                    query.reader(),
                    new Page(query.page().limit(), cursor, AsOf.NOW)));
            entries.addAll(page.entries());
            cursor = page.next();
        } while (cursor != null);
        return entries;
    }

    private static void assertAround(
            LeaderboardQueries queries,
            Board board,
            Span span,
            @Nullable UUID group,
            Ties ties,
            List<Line> lines,
            Set<UUID> hidden,
            int middle) {
        Line own = lines.get(middle);
        Reader reader = whoSees(own, hidden);
        GetLeaderboard.Result around = queries.handle(
                new GetLeaderboard(board, span, group, ties, own.member(), reader, new Page(5, null, AsOf.NOW)));
        List<Line> neighbours = new ArrayList<>(List.of(own));
        for (int i = middle - 1; i >= 0 && neighbours.size() < 3; i--) {
            if (!hidden.contains(lines.get(i).member())) {
                neighbours.addFirst(lines.get(i));
            }
        }
        int most = neighbours.size() + 2;
        for (int i = middle + 1; i < lines.size() && neighbours.size() < most; i++) {
            if (!hidden.contains(lines.get(i).member())) {
                neighbours.add(lines.get(i));
            }
        }
        assertThat(around.entries())
                .as("%s %s %s %s", board, span, group, ties)
                .extracting(entry ->
                        "%d %s %s".formatted(entry.rank(), entry.member().id(), entry.score()))
                .isEqualTo(neighbours.stream()
                        .map(line -> "%d %s %s"
                                .formatted(
                                        PlainBoards.rank(lines, line, ties.toString()),
                                        line.member(),
                                        PlainBoards.decimal(line.points())))
                        .toList());
        assertThat(around.ranked()).isEqualTo(lines.size());
        assertThat(around.excluded().optedOut())
                .isEqualTo(lines.stream()
                        .filter(line -> hidden.contains(line.member()))
                        .count());
        GetStanding.Result standing =
                queries.handle(new GetStanding(board, span, group, ties, own.member(), reader, AsOf.NOW));
        assertThat(standing.standing()).isIn(around.entries());
        assertThat(standing.standing().rank()).isEqualTo(PlainBoards.rank(lines, own, ties.toString()));
        assertThat(standing.reachedAt()).isEqualTo(own.reachedAt());
        for (Ties others : Ties.values()) {
            assertThat(queries.handle(new GetStanding(board, span, group, others, own.member(), reader, AsOf.NOW))
                            .standing()
                            .rank())
                    .as("%s %s %s %s", board, span, group, others)
                    .isEqualTo(PlainBoards.rank(lines, own, others.toString()));
        }
        long better = PlainBoards.better(lines, own);
        assertThat((better + 1) * 100
                        <= lines.size() * (long) standing.standing().percentile())
                .isTrue();
    }

    private static Reader whoSees(Line line, Set<UUID> hidden) {
        return hidden.contains(line.member()) ? new Reader(line.member()) : Reader.NOBODY;
    }

    /** What a member may not read is withheld, but the sum is right. */
    private void assertExplained(Board board, Span span, @Nullable UUID group, Line line, Set<UUID> hidden) {
        BigDecimal sum = BigDecimal.ZERO;
        @Nullable String cursor = null;
        ExplainStanding.Result page;
        do {
            page = new Explanations(readSide.views(), new Calendars())
                    .handle(new ExplainStanding(
                            board, span, group, line.member(), whoSees(line, hidden), new Page(7, cursor, AsOf.NOW)));
            for (ExplainStanding.Point point : page.entries()) {
                sum = sum.add(point.points());
            }
            cursor = page.next();
        } while (cursor != null);
        assertThat(sum.add(page.withheld().points()))
                .as("%s %s %s", board, span, group)
                .isEqualByComparingTo(PlainBoards.decimal(line.points()))
                .isEqualByComparingTo(page.score());
    }

    @Property(tries = 5)
    void whoHasNoRankOrIsHiddenIsNotOnTheBoard(@ForAll long seed) {
        Story story = RandomStory.of(seed, 300);
        readSide.tell(new LeaderboardProjection(), story);
        PlainBoards plain = new PlainBoards(story.log(), null, ZoneId.of("UTC"));
        LeaderboardQueries queries = LeaderboardAnswers.of(readSide.views());
        story.log().stream()
                .filter(event -> event.getPayload() instanceof MemberJoined)
                .map(event -> ((MemberJoined) event.getPayload()).memberId())
                .filter(member -> !plain.hasRank(member, null) || plain.hidden().contains(member.value()))
                .map(MemberId::value)
                .forEach(member -> assertThatExceptionOfType(Refusal.class)
                        .isThrownBy(() -> queries.handle(new GetStanding(
                                Board.GIVING,
                                Span.of(Window.ALL, Instant.EPOCH, ZoneId.of("UTC")),
                                null,
                                Ties.COMPETITION,
                                member,
                                Reader.NOBODY,
                                AsOf.NOW)))
                        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("NOT_ON_THE_BOARD")));
    }
}
