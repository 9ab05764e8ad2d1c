package org.geben.query.leaderboard;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    void boardsUnderOtherRulesAreWhatALoopOverTheEventsMakesThem(@ForAll long seed, @ForAll("rules") JsonNode rules) {
        Story story = RandomStory.of(seed, 300);
        readSide.tell(standard.under(rules), story);

        assertBoards(story, rules);
    }

    @Property(tries = 8)
    void tablesUnderOtherRulesAreTheSameHoweverTheyAreFolded(@ForAll long seed, @ForAll("rules") JsonNode rules) {
        readSide.assertSameHoweverItIsFolded(standard.under(rules), seed);
    }

    @Property(tries = 8)
    void diffIsWhatTheTwoLoopsDifferBy(
            @ForAll long seed, @ForAll("rules") JsonNode rules, @ForAll @IntRange(min = 800, max = 1000) int permille) {
        Story story = RandomStory.of(seed, 250);
        readSide.tell(standard, story);
        Views views = readSide.views(story, Clock.systemUTC(), List.of(standard));
        long position = story.position() * permille / 1000;
        long id = readSide.order(standard.under(rules), story, new Cut.ByPosition(position));
        List<TrackedEventMessage<?>> events = story.log().subList(0, Math.toIntExact(position));

        PlainBoards before = new PlainBoards(events, null, ZoneOffset.UTC);
        PlainBoards after = new PlainBoards(events, rules, ZoneOffset.UTC);
        for (Board board : COMPARED) {
            for (Window window : List.of(Window.ALL, Window.MONTH, Window.WEEK)) {
                PlainStretch stretch = PlainStretch.around(window.toString(), IN_MARCH, ZoneOffset.UTC);
                assertThat(told(new LeaderboardDiffs(views, Calendar.UTC, new Calendars()), id, board, window))
                        .as(board + " " + window)
                        .isEqualTo(PlainBoards.changes(
                                before.places(board.toString(), stretch),
                                after.places(board.toString(), stretch),
                                after.hidden()));
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
            assertThat(diff.before().origin().position())
                    .isEqualTo(diff.after().origin().position());
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

    private void assertBoards(Story story, @Nullable JsonNode other) {
        LeaderboardQueries queries = LeaderboardAnswers.of(readSide.views());
        PlainBoards plain = new PlainBoards(story.log(), other, ZoneOffset.UTC);
        for (Board board : COMPARED) {
            for (Window window : List.of(Window.ALL, Window.MONTH, Window.DAY)) {
                List<Entry> entries = queries.handle(new GetLeaderboard(
                                board, window, IN_MARCH, ZoneOffset.UTC, new Page(100, null, AsOf.NOW)))
                        .entries();
                Map<UUID, Place> shown = plain.places(
                        board.toString(), PlainStretch.around(window.toString(), IN_MARCH, ZoneOffset.UTC));
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
    Arbitrary<JsonNode> rules() {
        Arbitrary<Integer> weight = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(0, 3)),
                Tuple.of(1, Arbitraries.integers().between(0, 1000)));
        Arbitrary<Integer> limit = Arbitraries.integers().between(1, 3);
        Arbitrary<?> appreciations = weights(AppreciationKind.values(), weight);
        return some(Map.of(
                        "giving", some(Map.of("reply", weight, "appreciation", appreciations)),
                        "appreciated", some(Map.of("giver", weight, "appreciation", appreciations)),
                        "contributing", some(Map.of("contribution", weights(ContributionKind.values(), weight))),
                        "helping", some(Map.of("acceptedAnswer", weight, "firstResponse", weight)),
                        "welcoming", some(Map.of("welcome", weight)),
                        "fairness",
                                some(Map.of(
                                        "mostPerGiverAndDay", limit,
                                        "mostPerReceiverAndDay", limit,
                                        "dampedRepeats", Arbitraries.of(true, false))),
                        "excludedRoles",
                                Arbitraries.of("LEADER", "MODERATOR").list().ofMaxSize(1)))
                .map(document -> JsonMapper.shared().valueToTree(document));
    }

    private static Arbitrary<?> weights(Enum<?>[] kinds, Arbitrary<Integer> weight) {
        return some(Arrays.stream(kinds).collect(toMap(Enum::name, kind -> weight)));
    }

    /** An object that has most of the fields. */
    private static Arbitrary<Map<String, Object>> some(Map<String, Arbitrary<?>> fields) {
        List<String> names = fields.keySet().stream().sorted().toList();
        List<Arbitrary<Optional<Object>>> values = names.stream()
                .map(name -> Objects.requireNonNull(fields.get(name))
                        .<Object>map(value -> value)
                        .optional(0.8))
                .toList();
        return Combinators.combine(values).as(some -> {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                some.get(i).ifPresent(value -> object.put(name, value));
            }
            return object;
        });
    }
}
