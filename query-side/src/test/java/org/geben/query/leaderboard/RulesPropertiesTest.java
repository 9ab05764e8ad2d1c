package org.geben.query.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.Role;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Page;
import org.geben.query.RandomStory;
import org.geben.query.Story;
import org.geben.query.generation.ReadSide;
import org.geben.query.generation.Views;
import org.geben.query.leaderboard.GetLeaderboard.Entry;
import org.geben.query.leaderboard.LeaderboardDiff.Place;
import org.geben.query.leaderboard.PlainBoards.Change;
import org.geben.query.leaderboard.ScoringRules.Appreciated;
import org.geben.query.leaderboard.ScoringRules.Contributing;
import org.geben.query.leaderboard.ScoringRules.Fairness;
import org.geben.query.leaderboard.ScoringRules.Giving;
import org.geben.query.leaderboard.ScoringRules.Helping;
import org.geben.query.leaderboard.ScoringRules.Welcoming;
import org.jspecify.annotations.Nullable;

/** What the boards say under whatever rules, compared with a loop over the events. */
class RulesPropertiesTest {
    private static final Instant IN_MARCH = Instant.parse("2026-03-15T00:00:00Z");

    private static final List<Board> COMPARED =
            List.of(Board.GIVING, Board.APPRECIATED, Board.CONTRIBUTING, Board.HELPING, Board.WELCOMING);

    private final ReadSide readSide = ReadSide.shared();
    private final LeaderboardProjection standard = new LeaderboardProjection();

    @Property(tries = 8)
    void standardBoardsAreWhatALoopOverTheEventsMakesThem(@ForAll long seed) {
        Story story = RandomStory.of(seed, 300);
        readSide.tell(standard, story);

        assertBoards(story, null);
    }

    @Property(tries = 8)
    void boardsUnderOtherRulesAreWhatALoopOverTheEventsMakesThem(
            @ForAll long seed, @ForAll("rules") ScoringRules rules) {
        Story story = RandomStory.of(seed, 300);
        readSide.tell(standard.under(rules.document()), story);

        assertBoards(story, rules);
    }

    @Property(tries = 8)
    void tablesUnderOtherRulesAreTheSameHoweverTheyAreFolded(@ForAll long seed, @ForAll("rules") ScoringRules rules) {
        readSide.assertSameHoweverItIsFolded(standard.under(rules.document()), seed);
    }

    @Property(tries = 8)
    void diffIsWhatTheTwoLoopsDifferBy(
            @ForAll long seed,
            @ForAll("rules") ScoringRules rules,
            @ForAll @IntRange(min = 800, max = 1000) int permille) {
        Story story = RandomStory.of(seed, 250);
        readSide.tell(standard, story);
        Views views = readSide.views(story, Clock.systemUTC(), List.of(standard));
        long position = story.position() * permille / 1000;
        long id = readSide.order(standard.under(rules.document()), story, new Cut.ByPosition(position));
        List<TrackedEventMessage<?>> events = story.log().subList(0, Math.toIntExact(position));

        PlainBoards before = new PlainBoards(events, null, ZoneOffset.UTC);
        PlainBoards after = new PlainBoards(events, rules, ZoneOffset.UTC);
        for (Board board : COMPARED) {
            for (Window window : List.of(Window.ALL, Window.MONTH, Window.WEEK)) {
                Window.@Nullable Range range = window.around(IN_MARCH, ZoneOffset.UTC);
                assertThat(told(new LeaderboardDiffs(views, Calendar.UTC, new Calendars()), id, board, window))
                        .as(board + " " + window)
                        .isEqualTo(PlainBoards.changes(
                                before.places(board, range), after.places(board, range), after.hidden()));
            }
        }
    }

    private static List<Change> told(LeaderboardDiffs diffs, long id, Board board, Window window) {
        List<Change> changes = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page page = new Page(4, cursor, new AsOf.InGeneration(id));
            LeaderboardDiff diff =
                    diffs.handle(new GetLeaderboardDiff(id, board, Span.of(window, IN_MARCH, ZoneOffset.UTC), page));
            assertThat(diff.before().position()).isEqualTo(diff.after().position());
            diff.entries()
                    .forEach(entry -> changes.add(new Change(
                            entry.member().id(),
                            entry.before(),
                            entry.after(),
                            entry.rankChange(),
                            entry.scoreChange())));
            cursor = diff.next();
        } while (cursor != null);
        return changes;
    }

    private void assertBoards(Story story, @Nullable ScoringRules other) {
        LeaderboardQueries queries = LeaderboardAnswers.of(readSide.views());
        PlainBoards plain = new PlainBoards(story.log(), other, ZoneOffset.UTC);
        for (Board board : COMPARED) {
            for (Window window : List.of(Window.ALL, Window.MONTH, Window.DAY)) {
                List<Entry> entries = queries.handle(new GetLeaderboard(
                                board, window, IN_MARCH, ZoneOffset.UTC, new Page(100, null, AsOf.NOW)))
                        .entries();
                Map<UUID, Place> shown = plain.places(board, window.around(IN_MARCH, ZoneOffset.UTC));
                shown.keySet().removeAll(plain.hidden());
                Map<UUID, Place> places = new HashMap<>();
                entries.forEach(entry -> places.put(entry.member().id(), new Place(entry.rank(), entry.score())));
                assertThat(places).as(board + " " + window).isEqualTo(shown);
                assertThat(entries).allSatisfy(RulesPropertiesTest::assertPointsAddUp);
            }
        }
    }

    private static void assertPointsAddUp(Entry entry) {
        Collection<BigDecimal> points = entry.points().values();
        assertThat(points).allSatisfy(part -> assertThat(part).isNotNegative());
        assertThat(points.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(entry.score());
    }

    @Provide
    Arbitrary<ScoringRules> rules() {
        Arbitrary<Integer> weight = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(0, 3)),
                Tuple.of(1, Arbitraries.integers().between(0, ScoringRules.MOST)));
        Arbitrary<Weights<AppreciationKind>> appreciations = weights(AppreciationKind.class, weight);
        Arbitrary<@Nullable Integer> limit =
                Arbitraries.integers().between(1, 3).injectNull(0.5);
        return Combinators.combine(
                        Combinators.combine(weight, appreciations).as(Giving::new),
                        Combinators.combine(weight, appreciations).as(Appreciated::new),
                        weights(ContributionKind.class, weight).map(Contributing::new),
                        Combinators.combine(weight, weight).as(Helping::new),
                        weight.map(Welcoming::new),
                        Combinators.combine(limit, limit, Arbitraries.of(true, false))
                                .as(Fairness::new),
                        Arbitraries.of(Role.LEADER, Role.MODERATOR).set().ofMaxSize(1))
                .as(ScoringRules::new);
    }

    private static <K extends Enum<K>> Arbitrary<Weights<K>> weights(Class<K> kinds, Arbitrary<Integer> weight) {
        K[] all = Objects.requireNonNull(kinds.getEnumConstants());
        return Arbitraries.maps(Arbitraries.of(kinds), weight)
                .ofSize(all.length)
                .map(Weights::new);
    }
}
