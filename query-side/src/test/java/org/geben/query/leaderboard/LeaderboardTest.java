package org.geben.query.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.Fold;
import org.geben.query.generation.ReadSide;
import org.geben.query.leaderboard.GetLeaderboard.Entry;
import org.geben.query.leaderboard.GetLeaderboard.Parts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaderboardTest {
    private static final Instant IN_MARCH = Instant.parse("2026-03-15T12:00:00Z");

    private final ReadSide readSide = ReadSide.shared();
    private final LeaderboardQueries queries = LeaderboardAnswers.of(readSide.views());
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");
    private final MemberId cleo = story.joins("cleo");
    private final MemberId dan = story.joins("dan");

    @Test
    void givingCountsRepliesToOthersAndAppreciationsGiven() {
        ContributionId question = story.asks(ana);
        ContributionId answer = story.replies(ben, question);
        story.replies(ben, answer);
        story.withdraws(story.replies(ben, question));
        story.likes(ben, question);
        story.retracts(story.gives(ben, question, AppreciationKind.THANKS));
        story.someoneLikes(question);
        story.likes(cleo, answer);
        tell();

        for (Window window : List.of(Window.MONTH, Window.ALL)) {
            GetLeaderboard.Result board = board(Board.GIVING, window);
            assertThat(told(board))
                    .containsExactly(
                            new Told(1, member(ben, "ben"), 2, new Parts.Giving(1, 1)),
                            new Told(2, member(cleo, "cleo"), 1, new Parts.Giving(0, 1)));
            assertThat(board.excluded().unknownGivers()).isEqualTo(1);
        }
    }

    @Test
    void appreciatedRanksByDistinctGiversThenByVolume() {
        ContributionId byAna = story.posts(ana);
        ContributionId byBen = story.posts(ben);
        ContributionId byDan = story.posts(dan);
        story.likes(ben, byAna);
        story.likes(cleo, byAna);
        story.likes(cleo, byBen);
        story.gives(cleo, byBen, AppreciationKind.THANKS);
        story.someoneLikes(byBen);
        story.thanks(cleo, ben);
        story.someoneLikes(byDan);
        tell();

        for (Window window : List.of(Window.MONTH, Window.ALL)) {
            assertThat(told(board(Board.APPRECIATED, window)))
                    .containsExactly(
                            new Told(1, member(ana, "ana"), 2, new Parts.Appreciated(2, 2, Map.of("LIKE", 2L), 0)),
                            new Told(
                                    2,
                                    member(ben, "ben"),
                                    1,
                                    new Parts.Appreciated(1, 4, Map.of("LIKE", 2L, "THANKS", 2L), 1)),
                            new Told(3, member(dan, "dan"), 0, new Parts.Appreciated(0, 1, Map.of("LIKE", 1L), 1)));
        }
    }

    @Test
    void giverStaysDistinctUntilTheLastAppreciationIsTakenBack() {
        ContributionId post = story.posts(ana);
        AppreciationId like = story.likes(ben, post);
        AppreciationId thanks = story.gives(ben, post, AppreciationKind.THANKS);
        Fold fold = readSide.fresh(new LeaderboardProjection());
        readSide.fold(fold, story.log(), 1000);

        assertThat(goOn(fold, () -> story.retracts(like))).isEqualTo("1 of 1");
        assertThat(goOn(fold, () -> story.retracts(thanks))).isEqualTo("none");
        assertThat(goOn(fold, () -> story.givesAgain(like))).isEqualTo("1 of 1");
        assertThat(goOn(fold, () -> {
                    story.retracts(like);
                    story.givesAgain(thanks);
                }))
                .isEqualTo("1 of 1");
    }

    @Test
    void contributingCountsVisibleContributions() {
        ContributionId post = story.posts(ana);
        story.replies(ana, post);
        story.replies(ben, post);
        story.withdraws(story.posts(ben));
        tell();

        for (Window window : List.of(Window.MONTH, Window.ALL)) {
            assertThat(told(board(Board.CONTRIBUTING, window)))
                    .containsExactly(
                            new Told(1, member(ana, "ana"), 2, new Parts.Contributing(2, 0)),
                            new Told(2, member(ben, "ben"), 1, new Parts.Contributing(1, 1)));
        }
    }

    @Test
    void whatIsHiddenEarnsNothingUntilItIsRestored() {
        ContributionId question = story.asks(ana);
        ContributionId hidden = story.replies(ben, question);
        story.hides(hidden);
        ContributionId restored = story.replies(cleo, question);
        story.hides(restored);
        story.restores(restored);
        ContributionId goneWhileHidden = story.replies(dan, question);
        story.hides(goneWhileHidden);
        story.withdraws(goneWhileHidden);

        for (int batchSize : new int[] {1, 3, 1000}) {
            readSide.fold(readSide.fresh(new LeaderboardProjection()), story.log(), batchSize);
            for (Window window : List.of(Window.MONTH, Window.ALL)) {
                assertThat(told(board(Board.GIVING, window)))
                        .containsExactly(new Told(1, member(cleo, "cleo"), 1, new Parts.Giving(1, 0)));
                assertThat(told(board(Board.CONTRIBUTING, window)))
                        .containsExactlyInAnyOrder(
                                new Told(1, member(ana, "ana"), 1, new Parts.Contributing(1, 0)),
                                new Told(1, member(cleo, "cleo"), 1, new Parts.Contributing(1, 1)));
            }
        }
    }

    @Test
    void membersWithTheSamePointsShareTheirRankAlsoAcrossPages() {
        MemberId eve = story.joins("eve");
        for (MemberId author : List.of(ana, ana, ana, ben, ben, cleo, cleo, dan, eve)) {
            story.posts(author);
        }
        tell();

        for (Window window : List.of(Window.MONTH, Window.ALL)) {
            List<Long> ranks = new ArrayList<>();
            List<String> handles = new ArrayList<>();
            String cursor = null;
            do {
                GetLeaderboard.Result page = board(Board.CONTRIBUTING, window, IN_MARCH, ZoneOffset.UTC, 2, cursor);
                page.entries().forEach(entry -> {
                    ranks.add(entry.rank());
                    handles.add(entry.member().handle());
                });
                cursor = page.next();
            } while (cursor != null);

            assertThat(ranks).containsExactly(1L, 2L, 2L, 4L, 4L);
            assertThat(handles).containsExactlyInAnyOrder("ana", "ben", "cleo", "dan", "eve");
        }
    }

    @Test
    void nextPageStaysInTheWindowOfTheFirst() {
        for (MemberId author : List.of(ana, ana, ben)) {
            story.at("2026-03-14T12:00:00Z").posts(author);
        }
        tell();

        Instant before = Instant.parse("2026-03-14T23:59:00Z");
        Instant after = Instant.parse("2026-03-15T00:01:00Z");
        GetLeaderboard.Result first = board(Board.CONTRIBUTING, Window.DAY, before, ZoneOffset.UTC, 1, null);
        GetLeaderboard.Result second = board(Board.CONTRIBUTING, Window.DAY, after, ZoneOffset.UTC, 1, first.next());

        assertThat(second.window()).isEqualTo(first.window());
        assertThat(second.entries())
                .extracting(entry -> entry.member().handle())
                .containsExactly("ben");
    }

    @Test
    void nextPageOfAWindowUntilNowEndsWhereTheFirstDid() {
        for (MemberId author : List.of(ana, ana, ben)) {
            story.at("2026-03-14T12:00:00Z").posts(author);
        }
        tell();

        GetLeaderboard.Result first = sinceMarch("2026-03-14T23:59:00Z", null);
        GetLeaderboard.Result second = sinceMarch("2026-03-15T00:01:00Z", first.next());

        assertThat(second.window()).isEqualTo(first.window());
        assertThat(second.entries())
                .extracting(entry -> entry.member().handle())
                .containsExactly("ben");
    }

    private GetLeaderboard.Result sinceMarch(String now, @Nullable String cursor) {
        Span span = Span.since(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse(now), ZoneOffset.UTC);
        return queries.handle(new GetLeaderboard(
                Board.CONTRIBUTING, span, null, Ties.COMPETITION, null, Reader.NOBODY, new Page(1, cursor, AsOf.NOW)));
    }

    @Test
    void cursorOfAnotherBoardIsRefused() {
        story.posts(ana);
        story.posts(ben);
        tell();
        String next = board(Board.CONTRIBUTING, Window.ALL, IN_MARCH, ZoneOffset.UTC, 1, null)
                .next();

        assertThat(next).isNotNull();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> board(Board.GIVING, Window.ALL, IN_MARCH, ZoneOffset.UTC, 1, next))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("CURSOR_BROKEN"));
    }

    @Test
    void membersWhoLeftAndAutomatedOnesAreLeftOutAndCounted() {
        MemberId bot = story.joins("bot", true);
        MemberId botThatLeft = story.joins("oldbot", true);
        for (MemberId author : List.of(ana, ben, bot, bot, botThatLeft, cleo)) {
            story.posts(author);
        }
        story.leaves(ana);
        story.leaves(botThatLeft);
        story.leaves(cleo);
        story.returns(cleo);
        story.leaves(dan);
        tell();

        for (Window window : List.of(Window.MONTH, Window.ALL)) {
            GetLeaderboard.Result board = board(Board.CONTRIBUTING, window);
            assertThat(board.entries())
                    .extracting(entry -> entry.member().handle())
                    .containsExactlyInAnyOrder("ben", "cleo");
            assertThat(board.entries()).extracting(Entry::rank).containsExactly(1L, 1L);
            assertThat(board.excluded()).isEqualTo(new GetLeaderboard.Excluded(2, 1, 0, 0, 0, 0));
        }
    }

    @Test
    void whatPassesBetweenPeopleAndProgramsEarnsNobodyPoints() {
        MemberId bot = story.joins("bot", true);
        ContributionId byAna = story.posts(ana);
        ContributionId byBot = story.posts(bot);
        story.likes(bot, byAna);
        story.thanks(bot, ana);
        story.likes(ben, byAna);
        story.replies(bot, byAna);
        story.likes(cleo, byBot);
        story.someoneLikes(byBot);
        story.replies(cleo, byBot);
        story.withdraws(story.replies(cleo, byBot));
        story.replies(bot, byBot);
        story.replies(ben, byAna);
        AppreciationId takenBack = story.gives(bot, byAna, AppreciationKind.INSIGHTFUL);
        story.retracts(takenBack);
        story.someoneLikes(byAna);

        for (int batchSize : new int[] {1, 1000}) {
            readSide.fold(readSide.fresh(new LeaderboardProjection()), story.log(), batchSize);
            for (Window window : List.of(Window.MONTH, Window.ALL)) {
                GetLeaderboard.Result appreciated = board(Board.APPRECIATED, window);
                assertThat(told(appreciated))
                        .containsExactly(
                                new Told(1, member(ana, "ana"), 1, new Parts.Appreciated(1, 2, Map.of("LIKE", 2L), 1)));
                // The program's like and thanks, and the likes of Cleo and someone for the program.
                assertThat(appreciated.excluded()).isEqualTo(new GetLeaderboard.Excluded(0, 0, 0, 4, 0, 0));
                GetLeaderboard.Result giving = board(Board.GIVING, window);
                assertThat(told(giving)).containsExactly(new Told(1, member(ben, "ben"), 2, new Parts.Giving(1, 1)));
                // The program would have a point for its reply to Ana.
                assertThat(giving.excluded()).isEqualTo(new GetLeaderboard.Excluded(1, 0, 1, 4, 0, 1));
                assertThat(board(Board.CONTRIBUTING, window).excluded())
                        .isEqualTo(new GetLeaderboard.Excluded(1, 0, 0, 0, 0, 0));
            }
        }
    }

    @Test
    void appreciationAtAnInferredTimeBelongsToNoWindow() {
        MemberId bot = story.joins("bot", true);
        ContributionId byAna = story.posts(ana);
        story.likesAtAnInferredTime(ben, byAna);
        story.likesAtAnInferredTime(bot, byAna);
        story.gives(cleo, byAna, AppreciationKind.THANKS);
        tell();

        for (Window window : List.of(Window.DAY, Window.WEEK, Window.MONTH)) {
            Instant then = Instant.parse("2026-03-02T12:00:00Z");
            GetLeaderboard.Result appreciated = board(Board.APPRECIATED, window, then, ZoneOffset.UTC, 10, null);
            assertThat(told(appreciated))
                    .containsExactly(
                            new Told(1, member(ana, "ana"), 1, new Parts.Appreciated(1, 1, Map.of("THANKS", 1L), 0)));
            assertThat(appreciated.excluded()).isEqualTo(new GetLeaderboard.Excluded(0, 0, 0, 1, 1, 0));
            GetLeaderboard.Result giving = board(Board.GIVING, window, then, ZoneOffset.UTC, 10, null);
            assertThat(told(giving)).containsExactly(new Told(1, member(cleo, "cleo"), 1, new Parts.Giving(0, 1)));
            assertThat(giving.excluded()).isEqualTo(new GetLeaderboard.Excluded(0, 0, 0, 1, 1, 0));
        }
        GetLeaderboard.Result allTime = board(Board.APPRECIATED, Window.ALL);
        assertThat(told(allTime))
                .containsExactly(new Told(
                        1, member(ana, "ana"), 2, new Parts.Appreciated(2, 2, Map.of("LIKE", 1L, "THANKS", 1L), 0)));
        assertThat(allTime.excluded()).isEqualTo(new GetLeaderboard.Excluded(0, 0, 0, 1, 0, 0));
    }

    @Test
    void dayInBerlinWhoseClocksGoForwardHas23Hours() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        story.at("2026-03-28T22:59:59.999999Z").posts(ana);
        story.at("2026-03-28T23:00:00Z").posts(ben);
        story.at("2026-03-29T21:59:59.999999Z").posts(ben);
        story.at("2026-03-29T22:00:00Z").posts(cleo);
        tell();

        GetLeaderboard.Result day =
                board(Board.CONTRIBUTING, Window.DAY, Instant.parse("2026-03-29T12:00:00Z"), berlin, 10, null);

        assertThat(day.window())
                .isEqualTo(new GetLeaderboard.Stretch(
                        "day",
                        Instant.parse("2026-03-28T23:00:00Z"),
                        Instant.parse("2026-03-29T22:00:00Z"),
                        "Europe/Berlin"));
        assertThat(day.entries()).extracting(entry -> entry.member().handle()).containsExactly("ben");
    }

    @Test
    void sameMomentIsAnotherDayInAnotherZone() {
        story.at("2026-03-10T18:20:00Z").posts(ana);
        tell();
        Instant afternoon = Instant.parse("2026-03-11T09:00:00Z");

        assertThat(board(Board.CONTRIBUTING, Window.DAY, afternoon, ZoneId.of("Asia/Kathmandu"), 10, null)
                        .entries())
                .hasSize(1);
        assertThat(board(Board.CONTRIBUTING, Window.DAY, afternoon, ZoneOffset.UTC, 10, null)
                        .entries())
                .isEmpty();
    }

    @Test
    void weeksBeginOnMondayAlsoOverTheTurnOfTheYear() {
        GetLeaderboard.Stretch week;
        tell();
        week = board(Board.GIVING, Window.WEEK, Instant.parse("2027-01-02T00:00:00Z"), ZoneOffset.UTC, 10, null)
                .window();

        assertThat(week.from()).isEqualTo("2026-12-28T00:00:00Z");
        assertThat(week.to()).isEqualTo("2027-01-04T00:00:00Z");
    }

    @Test
    void fractionBelowAMicrosecondDoesNotCarryAnEventIntoTheNextDay() {
        story.at("2026-03-10T23:59:59.999999900Z").posts(ana);
        tell();

        assertThat(board(
                                Board.CONTRIBUTING,
                                Window.DAY,
                                Instant.parse("2026-03-10T12:00:00Z"),
                                ZoneOffset.UTC,
                                10,
                                null)
                        .entries())
                .hasSize(1);
    }

    @Test
    void retractionTakesThePointsOutOfTheWindowInWhichTheyWereGiven() {
        story.at("2026-02-10T12:00:00Z");
        ContributionId post = story.posts(ana);
        AppreciationId like = story.likes(ben, post);
        story.at("2026-03-10T12:00:00Z").retracts(like);
        tell();

        assertThat(board(
                                Board.APPRECIATED,
                                Window.MONTH,
                                Instant.parse("2026-02-15T00:00:00Z"),
                                ZoneOffset.UTC,
                                10,
                                null)
                        .entries())
                .isEmpty();
    }

    @Test
    void emptyBoardSaysItsWindowAndSource() {
        tell();

        GetLeaderboard.Result board = board(Board.GIVING, Window.MONTH);

        assertThat(board.entries()).isEmpty();
        assertThat(board.next()).isNull();
        assertThat(board.excluded()).isEqualTo(new GetLeaderboard.Excluded(0, 0, 0, 0, 0, 0));
        assertThat(board.origin().generation()).startsWith("leaderboard-");
        assertThat(board.origin().position()).isEqualTo(story.position());
    }

    private String goOn(Fold fold, Runnable chapter) {
        int before = story.log().size();
        chapter.run();
        readSide.fold(fold, story.log().subList(before, story.log().size()), 1000);
        return board(Board.APPRECIATED, Window.ALL).entries().stream()
                .map(entry -> (Parts.Appreciated) entry.parts())
                .map(parts -> parts.givers() + " of " + parts.appreciations())
                .findFirst()
                .orElse("none");
    }

    /** An entry without what follows from the others. */
    private record Told(long rank, GetLeaderboard.Member member, long score, Parts parts) {}

    private static List<Told> told(GetLeaderboard.Result board) {
        return board.entries().stream()
                .map(entry ->
                        new Told(entry.rank(), entry.member(), entry.score().longValueExact(), entry.parts()))
                .toList();
    }

    private void tell() {
        readSide.tell(new LeaderboardProjection(), story);
    }

    private GetLeaderboard.Result board(Board board, Window window) {
        return board(board, window, IN_MARCH, ZoneOffset.UTC, 10, null);
    }

    private GetLeaderboard.Result board(
            Board board, Window window, Instant at, ZoneId zone, int limit, @Nullable String cursor) {
        return queries.handle(new GetLeaderboard(board, window, at, zone, new Page(limit, cursor, AsOf.NOW)));
    }

    private static GetLeaderboard.Member member(MemberId id, String handle) {
        return new GetLeaderboard.Member(id.value(), handle, "Name of " + handle);
    }
}
