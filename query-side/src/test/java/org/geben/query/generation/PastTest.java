package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

class PastTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

    private final ReadSide readSide = ReadSide.shared();
    private final Arrivals projection = new Arrivals(1);
    private final Story story = new Story();
    private final Followed log = new Followed(new Told(story));
    private final Views views = views(projection);

    @BeforeEach
    void forgetWhatOthersHaveBuilt() {
        readSide.dropAll(projection);
    }

    @Test
    void positionIsTheEndOfItsPastThoughPagesOfTheLogReachFurther() {
        join(10);

        assertThat(at(9)).isEqualTo(new Seen(5, 9));
        assertThat(at(10)).isEqualTo(new Seen(5, 10));
        assertThat(at(20)).isEqualTo(new Seen(10, 20));
        assertThat(at(0)).isEqualTo(new Seen(0, 0));
    }

    @Test
    void momentHasWhateverHadHappenedByThenInWhicheverOrderItWasRecorded() {
        joinOn(1, 5, 3, 2, 4);

        assertThat(asOf(day(3))).isEqualTo(new Seen(3, 10));
        assertThat(asOf(day(3).minusNanos(1_000))).isEqualTo(new Seen(2, 10));
        assertThat(asOf(FIRST.minusSeconds(1))).isEqualTo(new Seen(0, 10));
    }

    @Test
    void pastIsFoldedOnceAndThenRead() {
        join(10);
        at(10);
        Generation frozen = frozen();

        at(10);

        assertThat(log.begun).containsExactly(0L);
        assertThat(frozen().id()).isEqualTo(frozen.id());
        assertThat(frozen.events()).isEqualTo(10);
        assertThat(indexes(frozen)).contains("arrival_handle");
    }

    @Test
    void pastBeginsWhereTheNearestEarlierOneEnds() {
        join(20);
        at(6);
        at(12);
        at(30);

        assertThat(at(20)).isEqualTo(new Seen(10, 20));
        assertThat(log.begun).containsExactly(0L, 6L, 12L, 12L);
        assertThat(frozen().events()).isEqualTo(20);
    }

    @Test
    void pastAsOfAMomentBeginsWhereOneEndsThatIsABeginningOfTheLog() {
        joinOn(1, 2, 3, 4, 5, 6);
        asOf(day(2));
        log.begun.clear();

        assertThat(asOf(day(4))).isEqualTo(new Seen(4, 12));
        assertThat(asOf(day(3))).isEqualTo(new Seen(3, 12));
        assertThat(at(10)).isEqualTo(new Seen(5, 10));
        assertThat(asOf(day(1))).isEqualTo(new Seen(1, 12));
        assertThat(log.begun).containsExactly(4L, 4L, 8L, 0L);
    }

    @Test
    void pastThatHasLeftSomethingOutIsNoBeginningOfAnother() {
        joinOn(1, 3, 2, 4);
        asOf(day(2));
        log.begun.clear();

        assertThat(asOf(day(3))).isEqualTo(new Seen(3, 8));
        assertThat(log.begun).containsExactly(0L);
        assertThat(at(6)).isEqualTo(new Seen(3, 6));
        assertThat(log.begun).containsExactly(0L);
    }

    @Test
    void pastUpToAPositionIsNoBeginningOfAMomentBeforeItsLatestEvent() {
        joinOn(1, 3, 2, 4);
        at(6);
        log.begun.clear();

        assertThat(asOf(day(2))).isEqualTo(new Seen(2, 8));
        assertThat(asOf(day(3))).isEqualTo(new Seen(3, 8));
        assertThat(log.begun).containsExactly(0L, 6L);
    }

    @Test
    void lateEventExtendsThePastThatItBelongsTo() {
        joinOn(1, 2, 3);
        asOf(day(2));
        at(4);
        Generation before = frozen(new Cut.ByTime(day(2)));

        joinOn(4);
        assertThat(asOf(day(2))).isEqualTo(new Seen(2, 8));
        joinOn(1, 2, 3);
        assertThat(asOf(day(2))).isEqualTo(new Seen(4, 14));

        Generation after = frozen(new Cut.ByTime(day(2)));
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.events()).isEqualTo(8);
        assertThat(at(4)).isEqualTo(new Seen(2, 4));
        log.begun.clear();
        asOf(day(2));
        assertThat(log.begun).isEmpty();
    }

    @Test
    void extendedPastIsNoBeginningOfAnotherAnyMore() {
        joinOn(1, 2, 3);
        asOf(day(2));
        joinOn(2);
        asOf(day(2));
        log.begun.clear();

        assertThat(asOf(day(3))).isEqualTo(new Seen(4, 8));
        assertThat(log.begun).containsExactly(0L);
    }

    @Test
    void readersOfOnePastHaveItBuiltOnce() {
        join(20);
        Views ofAnotherNode = views(projection);
        try (ExecutorService readers = Executors.newFixedThreadPool(6)) {
            List<CompletableFuture<Seen>> seen = IntStream.range(0, 12)
                    .mapToObj(reader -> CompletableFuture.supplyAsync(
                            () -> (reader % 2 == 0 ? views : ofAnotherNode)
                                    .read("arrivals", new Cut.ByPosition(14), PastTest::seen),
                            readers))
                    .toList();

            assertThat(seen)
                    .allSatisfy(one -> assertThat(
                                    one.orTimeout(20, TimeUnit.SECONDS).join())
                            .isEqualTo(new Seen(7, 14)));
        }
        assertThat(generations()).hasSize(1);
        assertThat(log.begun).containsExactly(0L);
    }

    @Test
    void readerWhoCannotWaitIsToldHowFarItIs() {
        join(10);
        CountDownLatch open = new CountDownLatch(1);
        log.gate = open;
        Views hurried = views(Duration.ofMillis(50), Long.MAX_VALUE, projection);

        assertThatExceptionOfType(Underway.class)
                .isThrownBy(() -> hurried.read("arrivals", new Cut.ByPosition(10), PastTest::seen))
                .satisfies(underway -> {
                    assertThat(underway.generation().state()).isEqualTo(State.BUILDING);
                    assertThat(underway.generation().progress()).isZero();
                });
        open.countDown();

        assertThat(at(10)).isEqualTo(new Seen(5, 10));
        assertThat(generations()).hasSize(1);
    }

    @Test
    void whatNobodyHasReadForLongestGoesWhereThereIsNoRoom() {
        join(10);
        Views cramped = views(Duration.ofSeconds(20), 1, projection);
        cramped.read("arrivals", new Cut.ByPosition(4), PastTest::seen);
        Generation first = frozen();
        assertThat(cramped.<Seen>read("arrivals", new Cut.ByPosition(8), PastTest::seen))
                .isEqualTo(new Seen(4, 8));

        assertThat(find(first).state()).isEqualTo(State.RETIRED);
        assertThat(frozen().cut()).isEqualTo(new Cut.ByPosition(8));
        assertThat(cramped.<Seen>read("arrivals", new Cut.ByPosition(4), PastTest::seen))
                .isEqualTo(new Seen(2, 4));
        assertThat(frozen().id()).isNotEqualTo(first.id());
        readSide.generations.dropRetired(Duration.ZERO);
        assertThat(readSide.schemas()).doesNotContain(first.schema()).contains(frozen().schema());
    }

    @Test
    void whatWasReadLatelyIsKeptWhereThereIsRoom() {
        join(10);
        at(4);
        at(8);
        lastUsed(new Cut.ByPosition(4), Duration.ofMinutes(3));
        lastUsed(new Cut.ByPosition(8), Duration.ofMinutes(2));
        at(4);
        long roomForTwo = 2 * bytes(frozen(new Cut.ByPosition(4)));

        views(Duration.ofSeconds(20), roomForTwo, projection).read("arrivals", new Cut.ByPosition(6), PastTest::seen);

        assertThat(generations())
                .filteredOn(generation -> generation.state() == State.FROZEN)
                .extracting(Generation::cut)
                .containsExactlyInAnyOrder(new Cut.ByPosition(4), new Cut.ByPosition(6));
    }

    @Test
    void readingIsNotedOnceAMinute() {
        join(2);
        at(4);
        @Nullable Instant built = frozen().usedAt();
        at(4);
        assertThat(frozen().usedAt()).isEqualTo(built);

        lastUsed(new Cut.ByPosition(4), Duration.ofSeconds(61));
        at(4);
        assertThat(frozen().usedAt()).isAfterOrEqualTo(built);
    }

    @Test
    void failureIsToldUntilItIsDropped() {
        join(Division.MOST_PARKED_STREAMS + 2);
        Views failing = views(new Arrivals(1, "member1.*|member[2-9].*"));

        assertThat(code(() -> failing.read("arrivals", new Cut.ByPosition(204), PastTest::seen)))
                .isEqualTo("CUT_FAILED");
        Generation failed = generations().getFirst();
        assertThat(failed.failure()).contains("fails on events of more than 100 streams");
        assertThat(code(() -> at(204))).isEqualTo("CUT_FAILED");
        assertThat(failing.<Seen>read("arrivals", new Cut.ByPosition(2), PastTest::seen))
                .isEqualTo(new Seen(1, 2));

        readSide.generations.dropUnread(failed);
        assertThat(at(204)).isEqualTo(new Seen(102, 204));
    }

    @Test
    void whatHasNotHappenedIsRefused() {
        join(2);

        assertThat(code(() -> at(5))).isEqualTo("POSITION_BEYOND_LOG");
        assertThat(code(() -> asOf(Instant.now().plusSeconds(60)))).isEqualTo("AS_OF_FUTURE");
        assertThat(code(() -> views.read("nowhere", new Cut.ByPosition(0), PastTest::seen)))
                .isEqualTo("VIEW_MISSING");
        assertThat(generations()).isEmpty();
    }

    @Test
    void noMoreIsBegunThanCanBeFinished() {
        join(20);
        CountDownLatch open = new CountDownLatch(1);
        log.gate = open;
        Views hurried = views(Duration.ZERO, Long.MAX_VALUE, projection);
        for (int position = 1; position <= 16; position++) {
            Cut cut = new Cut.ByPosition(position);
            assertThatExceptionOfType(Underway.class).isThrownBy(() -> hurried.read("arrivals", cut, PastTest::seen));
        }

        assertThat(code(() -> hurried.read("arrivals", new Cut.ByPosition(17), PastTest::seen)))
                .isEqualTo("CUTS_BUSY");
        open.countDown();
        assertThat(at(16)).isEqualTo(new Seen(8, 16));
    }

    @Test
    void halfBuiltPastIsResumedAndNeverTakesTheLiveOnesPlace() throws InterruptedException {
        join(10);
        readSide.tell(projection, story);
        Generation live = readSide.generations.live("arrivals").orElseThrow();
        Cut cut = new Cut.ByPosition(10);
        Catalogue catalogue = new Catalogue(readSide.dataSource);
        Generation half = Objects.requireNonNull(new TransactionTemplate(readSide.transactions)
                .execute(status -> catalogue.create(projection, State.BUILDING, 10, cut)));

        readSide.builder(readSide.following(story), story, projection).buildAll(() -> {});
        assertThat(find(live).state()).isEqualTo(State.LIVE);
        assertThat(readSide.generations.building(projection)).isEmpty();
        assertThat(at(10)).isEqualTo(new Seen(5, 10));
        assertThat(generations())
                .filteredOn(generation -> generation.cut() != null)
                .extracting(Generation::id)
                .containsExactly(half.id());
    }

    @Test
    void pastMadeByOlderCodeGoesWhenTheNewIsPrepared() {
        join(5);
        readSide.tell(projection, story);
        at(4);
        Generation old = frozen();
        Arrivals changed = new Arrivals(2);

        readSide.following(story).prepare(changed);

        assertThat(find(old).state()).isEqualTo(State.RETIRED);
        assertThat(views(changed).<Seen>read("arrivals", new Cut.ByPosition(4), PastTest::seen))
                .isEqualTo(new Seen(2, 4));
        assertThat(frozen().version()).isEqualTo(2);
    }

    @Test
    void presentOfAPastIsItsMoment() {
        join(2);
        Instant moment = Instant.parse("2026-03-01T00:00:00.123456789Z");

        assertThat(views.now(new Cut.ByTime(moment))).isEqualTo("2026-03-01T00:00:00.123456Z");
        assertThat(views.now(new Cut.ByPosition(3)))
                .isEqualTo(new Told(story).recordedAt(3).orElseThrow());
        assertThat(views.now(AsOf.NOW)).isAfter(Instant.parse("2026-03-01T00:00:00Z"));
    }

    @Test
    void pastIsForgottenThoughAnotherOneIsBeingWritten() throws SQLException {
        join(10);
        at(6);
        at(12);
        Generation written = frozen(new Cut.ByPosition(6));
        Generation other = frozen(new Cut.ByPosition(12));
        TransactionTemplate erasing = new TransactionTemplate(readSide.transactions);
        try (Connection writer = readSide.dataSource.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("SELECT FROM geben.generation WHERE id = %d FOR UPDATE".formatted(written.id()));

            assertThatExceptionOfType(PessimisticLockingFailureException.class)
                    .isThrownBy(() -> erasing.executeWithoutResult(
                            status -> readSide.generations.forgetWhatWasBegunBefore(Instant.MAX)));
            writer.rollback();
        }
        assertThat(find(written).state()).isEqualTo(State.FROZEN);
        assertThat(find(other).state()).isEqualTo(State.RETIRED);
    }

    private record Seen(long arrivals, long position) {}

    private static Seen seen(Reading reading) {
        return new Seen(
                reading.sql("SELECT count(*) FROM $.arrival").query(Long.class).single(),
                reading.origin().position());
    }

    private Seen at(long position) {
        return views.read("arrivals", new Cut.ByPosition(position), PastTest::seen);
    }

    private Seen asOf(Instant moment) {
        return views.read("arrivals", new Cut.ByTime(moment), PastTest::seen);
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
        return FIRST.plus(Duration.ofDays(day));
    }

    private Views views(Arrivals code) {
        return views(Duration.ofSeconds(20), Long.MAX_VALUE, code);
    }

    private Views views(Duration wait, long mostBytes, Arrivals code) {
        return readSide.views(log, new Positions(), wait, Clock.systemUTC(), List.of(code), mostBytes);
    }

    private List<Generation> generations() {
        return readSide.generations.all().stream()
                .filter(generation -> generation.projection().equals("arrivals"))
                .toList();
    }

    private Generation frozen() {
        return generations().stream()
                .filter(generation -> generation.state() == State.FROZEN)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private Generation frozen(Cut cut) {
        return new CutCatalogue(readSide.dataSource).find(projection, cut).orElseThrow();
    }

    private Generation find(Generation generation) {
        return readSide.generations.find(generation.id()).orElseThrow();
    }

    private void lastUsed(Cut cut, Duration ago) {
        readSide.jdbc.update(
                "UPDATE geben.generation SET used_at = ? WHERE id = ?",
                Timestamp.from(Instant.now().minus(ago)),
                frozen(cut).id());
    }

    private long bytes(Generation generation) {
        return Objects.requireNonNull(readSide.jdbc.queryForObject(
                "SELECT pg_total_relation_size(?::regclass)", Long.class, generation.schema() + ".arrival"));
    }

    private List<@Nullable String> indexes(Generation generation) {
        return readSide.jdbc.queryForList(
                "SELECT indexname FROM pg_indexes WHERE schemaname = ?", String.class, generation.schema());
    }

    private static String code(ThrowingCallable question) {
        return catchThrowableOfType(Refusal.class, question).code();
    }
}
