package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrivateGenerationTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

    private final ReadSide readSide = ReadSide.shared();
    private final Scored projection = new Scored(1);
    private final Story story = new Story();
    private final Followed log = new Followed(new Told(story));
    private final Generations generations = readSide.following(story);
    private final Views views = views(Duration.ofSeconds(20), Long.MAX_VALUE, projection);

    @BeforeEach
    void forgetWhatOthersHaveBuilt() {
        readSide.dropAll(projection);
    }

    @Test
    void standsWhereTheLogEndedWhenItWasOrderedAndIsReadByItsId() {
        join(3);
        Generation twice = order(2, null);
        join(2);

        assertThat(twice.cut()).isEqualTo(new Cut.ByPosition(6));
        assertThat(in(twice)).isEqualTo(new Seen(6, 6, "{\"arrival\":2}"));
        assertThat(find(twice).state()).isEqualTo(State.FROZEN);
        assertThat(views.now(new AsOf.InGeneration(twice.id()))).isEqualTo(views.now(new Cut.ByPosition(6)));
    }

    @Test
    void sameOrderIsAnsweredWithTheSameOne() {
        join(3);
        Generation first = order(2, new Cut.ByPosition(4));
        in(first);

        assertThat(order(2, new Cut.ByPosition(4)).id()).isEqualTo(first.id());
        assertThat(order(3, new Cut.ByPosition(4)).id()).isNotEqualTo(first.id());
        assertThat(order(2, new Cut.ByPosition(3)).id()).isNotEqualTo(first.id());
        assertThat(order(2, new Cut.ByTime(FIRST)).id()).isNotEqualTo(first.id());
        assertThat(order(2, new Cut.ByTime(FIRST)).id())
                .isEqualTo(order(2, new Cut.ByTime(FIRST)).id());
    }

    @Test
    void isFoundByNoReaderOfThePast() {
        join(3);
        assertThat(in(order(2, new Cut.ByPosition(4))).points()).isEqualTo(4);
        assertThat(in(order(2, new Cut.ByTime(FIRST))).points()).isEqualTo(6);

        assertThat(at(4)).isEqualTo(new Seen(2, 4, "null"));
        assertThat(asOf(FIRST)).isEqualTo(new Seen(3, 6, "null"));
        assertThat(in(order(2, new Cut.ByPosition(4))).points()).isEqualTo(4);
    }

    @Test
    void beginsOnlyWhereOneUnderTheSameRulesEndsAndSoDoOthers() {
        join(5);
        at(2);
        in(order(2, new Cut.ByPosition(4)));
        in(order(3, new Cut.ByPosition(6)));
        assertThat(in(order(2, new Cut.ByPosition(8))).points()).isEqualTo(8);
        assertThat(at(10).points()).isEqualTo(5);

        assertThat(log.begun).containsExactly(0L, 0L, 0L, 4L, 2L);
    }

    @Test
    void staysWhereThereIsNoRoomForThePast() {
        join(3);
        Views cramped = views(Duration.ofSeconds(20), 1, projection);
        Generation ordered = order(2, new Cut.ByPosition(4));
        read(cramped, new AsOf.InGeneration(ordered.id()));
        read(cramped, new Cut.ByPosition(2));
        read(cramped, new Cut.ByPosition(3));

        assertThat(find(ordered).state()).isEqualTo(State.FROZEN);
        assertThat(cuts(State.FROZEN)).containsExactlyInAnyOrder(new Cut.ByPosition(4), new Cut.ByPosition(3));
    }

    @Test
    void thereAreNoMoreThanSixteen() {
        join(20);
        List<Generation> ordered = IntStream.rangeClosed(1, 16)
                .mapToObj(position -> order(2, new Cut.ByPosition(position)))
                .toList();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> order(2, new Cut.ByPosition(17)))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(409);
                    assertThat(refusal.code()).isEqualTo("TOO_MANY_PRIVATE");
                });
        assertThat(order(2, new Cut.ByPosition(16)).id())
                .isEqualTo(ordered.getLast().id());
        assertThat(at(17).points()).isEqualTo(9);
        generations.dropUnread(ordered.getFirst());
        assertThat(order(2, new Cut.ByPosition(17)).cut()).isEqualTo(new Cut.ByPosition(17));
    }

    @Test
    void orderIsCarriedOutByWhoeverLooksForIt() {
        join(3);
        Generation ordered = order(2, null);

        try (CutBuilder another = builder()) {
            another.resume();
            await().untilAsserted(() -> assertThat(find(ordered).state()).isEqualTo(State.FROZEN));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.begun.clear();
        assertThat(in(ordered).points()).isEqualTo(6);
        assertThat(log.begun).isEmpty();
    }

    @Test
    void neverTakesTheLiveOnesPlace() throws InterruptedException {
        join(3);
        readSide.tell(projection, story);
        Generation live = generations.live("scored").orElseThrow();
        Generation ordered = order(2, null);

        readSide.builder(generations, story, projection).buildAll(() -> {});
        in(ordered);
        readSide.builder(generations, story, projection).buildAll(() -> {});

        assertThat(find(live).state()).isEqualTo(State.LIVE);
        assertThat(read(views, AsOf.NOW).points()).isEqualTo(3);
    }

    @Test
    void reOrderedOneReplacesNothingThatWasDropped() {
        join(3);
        Generation ordered = order(2, null);
        in(ordered);

        assertThat(generations.dropUnread(ordered)).isTrue();
        assertThat(code(() -> in(ordered))).isEqualTo("GENERATION_UNKNOWN");
        Generation again = order(2, null);
        assertThat(again.id()).isNotEqualTo(ordered.id());
        assertThat(in(again).points()).isEqualTo(6);
    }

    @Test
    void isReadByNobodyWhileItIsFolded() {
        join(3);
        Generation ordered = order(2, null);
        CountDownLatch open = new CountDownLatch(1);
        log.gate = open;
        Views hurried = views(Duration.ofMillis(20), Long.MAX_VALUE, projection);

        assertThatExceptionOfType(Underway.class)
                .isThrownBy(() -> read(hurried, new AsOf.InGeneration(ordered.id())))
                .satisfies(underway -> assertThat(underway.generation().id()).isEqualTo(ordered.id()));
        open.countDown();
        assertThat(in(ordered).points()).isEqualTo(6);
    }

    @Test
    void onlyAPrivateOneOfTheViewIsReadByItsId() {
        join(3);
        at(4);
        Generation past = generations.all().stream()
                .filter(generation -> generation.projection().equals("scored"))
                .findFirst()
                .orElseThrow();
        Generation ordered = order(2, null);

        assertThat(code(() -> in(past))).isEqualTo("GENERATION_NOT_PRIVATE");
        assertThat(code(() -> read(views, new AsOf.InGeneration(999_999_999)))).isEqualTo("GENERATION_UNKNOWN");
        assertThat(code(() -> views.read("arrivals", new AsOf.InGeneration(ordered.id()), Reading::origin)))
                .isEqualTo("GENERATION_OF_OTHER_VIEW");
        assertThat(code(() -> views.compare("scored", past.id(), (standard, other) -> 0)))
                .isEqualTo("GENERATION_NOT_PRIVATE");
    }

    @Test
    void goesWhenNewCodeIsPrepared() {
        join(3);
        readSide.tell(projection, story);
        Generation built = order(2, null);
        in(built);
        Generation waiting = order(3, null);
        Scored changed = new Scored(2);

        generations.prepare(changed);

        assertThat(find(built).state()).isEqualTo(State.RETIRED);
        assertThat(generations.find(waiting.id())).isEmpty();
        Views changedViews = views(Duration.ofSeconds(20), Long.MAX_VALUE, changed);
        assertThat(code(() -> read(changedViews, new AsOf.InGeneration(built.id()))))
                .isEqualTo("GENERATION_UNKNOWN");
    }

    @Test
    void codeThatHasNotMadeItDoesNotReadIt() {
        join(3);
        Generation ordered = order(2, null);
        Views others = views(Duration.ofSeconds(20), Long.MAX_VALUE, new Scored(2));

        assertThat(code(() -> read(others, new AsOf.InGeneration(ordered.id()))))
                .isEqualTo("GENERATION_OF_OTHER_CODE");
    }

    @Test
    void failedOneIsToldAndOrderedAnew() {
        join(Division.MOST_PARKED_STREAMS + 1);
        Generation ordered = order(2, null);
        Views failing = views(Duration.ofSeconds(20), Long.MAX_VALUE, projection.failingOn("member.*"));

        assertThat(code(() -> read(failing, new AsOf.InGeneration(ordered.id()))))
                .isEqualTo("CUT_FAILED");
        Generation again = order(2, null);
        assertThat(again.id()).isNotEqualTo(ordered.id());
        assertThat(in(again).points()).isEqualTo(202);
    }

    @Test
    void orderedOnesKeepNoReaderOfThePastWaiting() {
        join(3);
        CountDownLatch open = new CountDownLatch(1);
        log.gate = open;
        Views hurried = views(Duration.ofMillis(1), Long.MAX_VALUE, projection);
        for (int points = 2; points <= 4; points++) {
            Generation ordered = order(points, null);
            assertThatExceptionOfType(Underway.class)
                    .isThrownBy(() -> read(hurried, new AsOf.InGeneration(ordered.id())));
        }
        await().untilAsserted(() -> assertThat(log.begun).hasSize(1));
        log.gate = null;

        await().ignoreExceptionsInstanceOf(Underway.class)
                .untilAsserted(
                        () -> assertThat(read(hurried, new Cut.ByPosition(6)).points())
                                .isEqualTo(3));
        assertThat(generations.all())
                .filteredOn(generation -> generation.rules() != null)
                .hasSize(3)
                .allMatch(ordered -> ordered.state() == State.BUILDING);
        open.countDown();
    }

    @Test
    void isComparedWithTheLiveOneIfThatStandsExactlyThere() {
        join(3);
        readSide.tell(projection, story);
        Generation live = generations.live("scored").orElseThrow();
        Generation ordered = order(2, null);

        assertThat(compared(ordered)).isEqualTo(new Compared(live.name(), 3, 6, 6, 6));
        assertThat(log.begun).containsExactly(0L);
    }

    @Test
    void isComparedWithThePastOnceTheLiveOneHasGoneOn() {
        join(4);
        readSide.tell(projection, story);
        Generation live = generations.live("scored").orElseThrow();
        Generation ordered = order(2, new Cut.ByPosition(6));

        Compared compared = compared(ordered);

        assertThat(compared).isEqualTo(new Compared(compared.before, 3, 6, 6, 6));
        assertThat(compared.before).isNotEqualTo(live.name());
        log.begun.clear();
        assertThat(compared(ordered)).isEqualTo(compared);
        assertThat(log.begun).isEmpty();
    }

    @Test
    void isNotComparedWithOneThatHoldsOtherEventsAndIsOrderedAnew() {
        join(3);
        readSide.tell(projection, story);
        Generation lacking = order(2, new Cut.ByPosition(4));
        Views failing = views(Duration.ofSeconds(20), Long.MAX_VALUE, projection.failingOn("member1"));
        read(failing, new AsOf.InGeneration(lacking.id()));
        assertThat(find(lacking).incomplete()).isEqualTo(new Incomplete(1, 0, 0));
        at(4);

        assertThat(code(() -> compared(lacking))).isEqualTo("GENERATION_INCOMPARABLE");
        Generation again = order(2, new Cut.ByPosition(4));
        assertThat(again.id()).isNotEqualTo(lacking.id());
        assertThat(compared(again).otherPoints()).isEqualTo(4);
    }

    @Test
    void isComparedWithThePastIfTheLiveOneIsIncomplete() {
        join(3);
        readSide.tell(projection, story);
        Generation live = generations.live("scored").orElseThrow();
        readSide.jdbc.update("UPDATE geben.generation SET skipped = 1 WHERE id = ?", live.id());
        Generation ordered = order(2, null);

        assertThat(compared(ordered).before()).isNotEqualTo(live.name());
    }

    @Test
    void lateEventIsInBothThatAreCompared() {
        joinOn(1, 2, 3);
        Generation ordered = order(2, new Cut.ByTime(day(2)));
        Compared early = compared(ordered);
        assertThat(early).isEqualTo(new Compared(early.before, 2, 6, 4, 6));

        joinOn(1, 4);
        assertThat(in(ordered).points()).isEqualTo(6);
        assertThat(compared(ordered)).isEqualTo(new Compared(early.before, 3, 10, 6, 10));
        joinOn(2);
        assertThat(asOf(day(2)).points()).isEqualTo(4);
        assertThat(compared(ordered)).isEqualTo(new Compared(early.before, 4, 12, 8, 12));
    }

    private record Seen(long points, long position, String rules) {}

    private record Compared(String before, long points, long position, long otherPoints, long otherPosition) {}

    private static Seen seen(Reading reading) {
        return new Seen(points(reading), reading.origin().position(), String.valueOf(reading.rules()));
    }

    private static long points(Reading reading) {
        return reading.sql("SELECT coalesce(sum(points), 0) FROM $.point")
                .query(Long.class)
                .single();
    }

    private Seen read(Views from, AsOf asOf) {
        return from.read("scored", asOf, PrivateGenerationTest::seen);
    }

    private Seen in(Generation generation) {
        return read(views, new AsOf.InGeneration(generation.id()));
    }

    private Seen at(long position) {
        return read(views, new Cut.ByPosition(position));
    }

    private Seen asOf(Instant moment) {
        return read(views, new Cut.ByTime(moment));
    }

    private Compared compared(Generation generation) {
        return views.compare(
                "scored",
                generation.id(),
                (standard, other) -> new Compared(
                        standard.origin().generation(),
                        points(standard),
                        standard.origin().position(),
                        points(other),
                        other.origin().position()));
    }

    private Generation order(int arrival, @Nullable Cut cut) {
        return generations.build(projection.under(arrival), cut);
    }

    private void join(int members) {
        IntStream.range(0, members).forEach(member -> joinOn(1));
    }

    private void joinOn(int... days) {
        for (int day : days) {
            story.at(day(day)).joins("member" + story.position() / 2);
        }
    }

    private static Instant day(int day) {
        return FIRST.plus(Duration.ofDays(day - 1));
    }

    private Views views(Duration wait, long mostBytes, Scored code) {
        return readSide.views(log, new Positions(), wait, Clock.systemUTC(), List.of(code, new Arrivals(1)), mostBytes);
    }

    private CutBuilder builder() {
        return new CutBuilder(
                List.of(projection), readSide.dataSource, readSide.transactions, generations, log, Long.MAX_VALUE);
    }

    private Generation find(Generation generation) {
        return generations.find(generation.id()).orElseThrow();
    }

    private List<Cut> cuts(State state) {
        return generations.all().stream()
                .filter(generation -> generation.projection().equals("scored"))
                .filter(generation -> generation.state() == state && generation.cut() != null)
                .<Cut>map(Generation::cut)
                .toList();
    }

    private static String code(ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call).code();
    }
}
