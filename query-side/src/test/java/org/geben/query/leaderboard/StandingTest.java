package org.geben.query.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.kernel.scoring.ScoringDocument.Fairness;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.Fold;
import org.geben.query.generation.ReadSide;
import org.geben.query.leaderboard.GetLeaderboard.Entry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Span ALL = Span.of(Window.ALL, Instant.parse("2026-03-15T12:00:00Z"), ZoneId.of("UTC"));
    private static final Span MARCH = Span.of(Window.MONTH, Instant.parse("2026-03-15T12:00:00Z"), ZoneId.of("UTC"));

    private final ReadSide readSide = ReadSide.shared();
    private final LeaderboardQueries queries = LeaderboardAnswers.of(readSide.views());
    private final Explanations explanations = new Explanations(readSide.views(), new Calendars());
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");
    private final MemberId cleo = story.joins("cleo");
    private final MemberId dan = story.joins("dan");

    @Test
    void whoDoesNotWantToBeNamedKeepsARankThatNobodyElseSees() {
        List.of(ana, ana, ana, ben, ben, cleo).forEach(story::posts);
        story.choosesVisibility(ben, false);
        tell();

        assertThat(told(top(Board.CONTRIBUTING, Reader.NOBODY))).containsExactly("1 ana 3", "3 cleo 1");
        assertThat(told(top(Board.CONTRIBUTING, new Reader(ben.value())))).containsExactly("1 ana 3", "3 cleo 1");
        assertThat(told(around(ben, new Reader(ben.value())))).containsExactly("1 ana 3", "2 ben 2", "3 cleo 1");
        assertThat(told(around(cleo, Reader.NOBODY))).containsExactly("1 ana 3", "3 cleo 1");
        assertThat(standing(ben, new Reader(ben.value())).standing().rank()).isEqualTo(2);
        for (Reader other : List.of(Reader.NOBODY, new Reader(ana.value()))) {
            assertRefused("NOT_ON_THE_BOARD", () -> around(ben, other));
            assertRefused("NOT_ON_THE_BOARD", () -> standing(ben, other));
            assertRefused("NOT_ON_THE_BOARD", () -> explanation(Board.CONTRIBUTING, ben, null, other));
        }
        assertThat(explanation(Board.CONTRIBUTING, ben, null, new Reader(ben.value()))
                        .entries())
                .hasSize(2);
        assertThat(top(Board.CONTRIBUTING, Reader.NOBODY).ranked()).isEqualTo(3);
        assertThat(top(Board.CONTRIBUTING, Reader.NOBODY).excluded().optedOut()).isEqualTo(1);
    }

    @Test
    void aYearBeforeTheFirstIsNotAllTime() {
        story.posts(ana);
        tell();

        Span before = Span.of(Window.YEAR, Instant.parse("0000-06-15T12:00:00Z"), ZoneId.of("UTC"));
        assertThat(told(board(Board.CONTRIBUTING, before, null, Reader.NOBODY))).isEmpty();
        assertThat(told(board(Board.CONTRIBUTING, ALL, null, Reader.NOBODY))).containsExactly("1 ana 1");
    }

    @Test
    void boardOfAGroupThatIsNotOpenIsForItsMembers() {
        GroupId closed = story.founds("closed", GroupAccess.CLOSED);
        GroupId secret = story.founds("secret", GroupAccess.SECRET);
        story.joins(ana, closed);
        story.joins(ana, secret);
        ContributionId post = story.posts(ana, closed);
        story.likes(ben, post);
        story.posts(ana, secret);
        story.posts(ben);
        tell();

        Reader member = new Reader(ana.value());
        for (Span span : List.of(ALL, MARCH)) {
            assertThat(told(board(Board.CONTRIBUTING, span, closed, member))).containsExactly("1 ana 1");
            assertThat(told(board(Board.APPRECIATED, span, closed, member))).containsExactly("1 ana 1");
            assertThat(told(board(Board.CONTRIBUTING, span, secret, member))).containsExactly("1 ana 1");
            for (Reader other : List.of(Reader.NOBODY, new Reader(ben.value()))) {
                assertRefused("GROUP_MEMBERSHIP_REQUIRED", () -> board(Board.CONTRIBUTING, span, closed, other));
                assertRefused("GROUP_UNKNOWN", () -> board(Board.CONTRIBUTING, span, secret, other));
            }
        }
    }

    @Test
    void oneGiverIsOneInAGroupHoweverManyAppreciationsComeTogetherOrLate() {
        GroupId group = story.founds("open", GroupAccess.OPEN);
        ContributionId post = story.at("2026-03-03T09:00:00Z").posts(ana, group);
        int begun = story.log().size();
        story.at("2026-03-05T09:00:00Z").likes(ben, post);
        story.at("2026-03-05T10:00:00Z").gives(ben, post, AppreciationKind.THANKS);
        story.at("2026-03-04T09:00:00Z").gives(ben, post, AppreciationKind.INSIGHTFUL);
        story.at("2026-03-05T11:00:00Z").gives(cleo, post, AppreciationKind.THANKS);

        Set<String> contents = new HashSet<>();
        for (int together = 1; together <= 4; together++) {
            Fold fold = readSide.fresh(new LeaderboardProjection());
            readSide.fold(fold, story.log().subList(0, begun), begun);
            readSide.fold(fold, story.log().subList(begun, story.log().size()), together);
            assertThat(told(board(Board.APPRECIATED, ALL, group, Reader.NOBODY)))
                    .as("%d together", together)
                    .containsExactly("1 ana 2");
            contents.add(readSide.contents(fold));
        }
        assertThat(contents).hasSize(1);
    }

    @Test
    void explanationWithholdsWhatHappenedInAGroupThatTheReaderDoesNotRead() {
        GroupId closed = story.founds("closed", GroupAccess.CLOSED);
        story.joins(ana, closed);
        ContributionId inGroup = story.posts(ana, closed);
        story.posts(ana);
        story.likes(ben, inGroup);
        tell();

        ExplainStanding.Result toOthers = explanation(Board.CONTRIBUTING, ana, null, Reader.NOBODY);
        assertThat(toOthers.entries())
                .hasSize(1)
                .noneMatch(point -> point.stream().equals(inGroup.value()));
        assertThat(toOthers.withheld()).isEqualTo(new ExplainStanding.Withheld(1, BigDecimal.ONE));
        assertThat(toOthers.score()).isEqualTo(BigDecimal.TWO);
        assertThat(explanation(Board.APPRECIATED, ana, null, Reader.NOBODY).entries())
                .isEmpty();
        ExplainStanding.Result toMembers = explanation(Board.CONTRIBUTING, ana, null, new Reader(ana.value()));
        assertThat(toMembers.entries()).hasSize(2);
        assertThat(toMembers.withheld().facts()).isZero();
    }

    @Test
    void everyPointIsTracedToItsEventAndRules() {
        ContributionId post = story.at("2026-03-03T09:00:00Z").posts(ana);
        AppreciationId like = story.at("2026-03-04T09:00:00Z").likes(ben, post);
        story.at("2026-03-05T00:00:00Z")
                .publishesRules(
                        1,
                        Instant.parse("2026-03-05T00:00:00Z"),
                        new ScoringDocument(
                                new ScoringDocument.Giving(null, Map.of(AppreciationKind.THANKS, 10)), null, null));
        AppreciationId thanks = story.at("2026-03-06T09:00:00Z").gives(ben, post, AppreciationKind.THANKS);
        ContributionId reply = story.at("2026-03-07T09:00:00Z").replies(ben, post);
        tell();

        ExplainStanding.Result explained = explanation(Board.GIVING, ben, null, Reader.NOBODY);
        assertThat(explained.entries())
                .extracting(
                        ExplainStanding.Point::event,
                        ExplainStanding.Point::stream,
                        ExplainStanding.Point::rulesVersion,
                        ExplainStanding.Point::weight,
                        ExplainStanding.Point::repeat,
                        ExplainStanding.Point::points)
                .containsExactly(
                        tuple("contribution.published.v1", reply.value(), 1L, BigDecimal.ONE, 1L, BigDecimal.ONE),
                        tuple(
                                "appreciation.given.v1",
                                thanks.value(),
                                1L,
                                BigDecimal.TEN,
                                2L,
                                new BigDecimal("7.071068")),
                        tuple("appreciation.given.v1", like.value(), 0L, BigDecimal.ONE, 1L, BigDecimal.ONE));
        assertThat(explained.score()).isEqualTo(new BigDecimal("9.071068"));
    }

    @Test
    void everyPointNamesTheVeryEventThatSaysSo() {
        ContributionId question = story.asks(ana);
        ContributionId answer = story.replies(ben, question);
        UUID answered = latestEvent();
        story.accepts(question, answer);
        UUID accepted = latestEvent();
        AppreciationId like = story.likes(ana, answer);
        story.retracts(like);
        story.givesAgain(like);
        UUID givenAgain = latestEvent();
        tell();

        assertThat(explanation(Board.HELPING, ben, null, Reader.NOBODY).entries())
                .extracting(ExplainStanding.Point::fact, ExplainStanding.Point::eventId)
                .containsExactlyInAnyOrder(tuple("answerAccepted", accepted), tuple("firstResponse", answered));
        assertThat(explanation(Board.GIVING, ben, null, Reader.NOBODY).entries())
                .extracting(ExplainStanding.Point::eventId)
                .containsExactly(answered);
        assertThat(explanation(Board.APPRECIATED, ben, null, Reader.NOBODY).entries())
                .extracting(ExplainStanding.Point::eventId)
                .containsExactly(givenAgain);
    }

    private UUID latestEvent() {
        return UUID.fromString(story.log().getLast().getIdentifier());
    }

    @Test
    void creditOfACapComesBackWithAReversal() {
        story.publishesRules(
                1,
                Instant.parse("2026-03-01T00:00:00Z"),
                new ScoringDocument(null, null, null, null, null, new Fairness(1, null, null), null));
        AppreciationId first = story.at("2026-03-03T09:00:00Z").likes(ben, story.posts(ana));
        story.at("2026-03-03T10:00:00Z").likes(ben, story.posts(cleo));
        story.at("2026-03-04T10:00:00Z").likes(ben, story.posts(dan));
        story.choosesVisibility(dan, true);
        tell();
        assertThat(told(top(Board.APPRECIATED, Reader.NOBODY))).containsExactly("1 ana 1", "1 dan 1", "3 cleo 0");
        assertThat(told(top(Board.GIVING, Reader.NOBODY))).containsExactly("1 ben 2");

        story.retracts(first);
        tell();
        assertThat(told(top(Board.APPRECIATED, Reader.NOBODY))).containsExactly("1 cleo 1", "1 dan 1");
        assertThat(told(top(Board.GIVING, Reader.NOBODY))).containsExactly("1 ben 2");
    }

    @Test
    void rolesThatTheRulesNameHaveNoRank() {
        List.of(ana, ana, ben).forEach(story::posts);
        story.holds(ana, Role.LEADER, true);
        story.publishesRules(
                1,
                Instant.parse("2026-03-01T00:00:00Z"),
                new ScoringDocument(null, null, null, null, null, null, List.of(Role.LEADER)));
        tell();
        assertThat(told(top(Board.CONTRIBUTING, Reader.NOBODY))).containsExactly("1 ben 1");
        assertThat(top(Board.CONTRIBUTING, Reader.NOBODY).excluded().inExcludedRoles())
                .isEqualTo(1);

        story.holds(ana, Role.LEADER, false);
        tell();
        assertThat(told(top(Board.CONTRIBUTING, Reader.NOBODY))).containsExactly("1 ana 2", "2 ben 1");
    }

    @Test
    void nobodyRisesInAllTime() {
        tell();
        assertRefused("WINDOW_WITHOUT_PAST", () -> board(Board.RISING, ALL, null, Reader.NOBODY));
    }

    @Test
    void percentileIsTheSmallestBandThatHoldsTheRank() {
        assertThat(Ranking.percentile(0, 100)).isEqualTo(1);
        assertThat(Ranking.percentile(1, 100)).isEqualTo(5);
        assertThat(Ranking.percentile(4, 100)).isEqualTo(5);
        assertThat(Ranking.percentile(9, 100)).isEqualTo(10);
        assertThat(Ranking.percentile(10, 100)).isEqualTo(25);
        assertThat(Ranking.percentile(49, 100)).isEqualTo(50);
        assertThat(Ranking.percentile(50, 100)).isEqualTo(100);
        assertThat(Ranking.percentile(0, 1)).isEqualTo(100);
    }

    private static void assertRefused(String code, ThrowingCallable question) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(question)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static List<String> told(GetLeaderboard.Result board) {
        return board.entries().stream()
                .map(entry -> "%d %s %s".formatted(entry.rank(), entry.member().handle(), entry.score()))
                .toList();
    }

    private GetLeaderboard.Result top(Board board, Reader reader) {
        GetLeaderboard.Result all = board(board, ALL, null, reader);
        List<Entry> ofMonth = board(board, MARCH, null, reader).entries();
        assertThat(ofMonth).isEqualTo(all.entries());
        return all;
    }

    private GetLeaderboard.Result board(Board board, Span span, @Nullable GroupId group, Reader reader) {
        return queries.handle(new GetLeaderboard(
                board,
                span,
                group == null ? null : group.value(),
                Ties.COMPETITION,
                null,
                reader,
                new Page(10, null, AsOf.NOW)));
    }

    private GetLeaderboard.Result around(MemberId member, Reader reader) {
        return queries.handle(new GetLeaderboard(
                Board.CONTRIBUTING, ALL, null, Ties.COMPETITION, member.value(), reader, new Page(3, null, AsOf.NOW)));
    }

    private GetStanding.Result standing(MemberId member, Reader reader) {
        return queries.handle(
                new GetStanding(Board.CONTRIBUTING, MARCH, null, Ties.COMPETITION, member.value(), reader, AsOf.NOW));
    }

    private ExplainStanding.Result explanation(Board board, MemberId member, @Nullable UUID group, Reader reader) {
        return explanations.handle(
                new ExplainStanding(board, ALL, group, member.value(), reader, new Page(10, null, AsOf.NOW)));
    }

    private void tell() {
        readSide.tell(new LeaderboardProjection(), story);
    }
}
