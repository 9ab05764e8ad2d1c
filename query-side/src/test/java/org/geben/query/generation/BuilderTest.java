package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.geben.query.AsOf;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class BuilderTest {
    private final ReadSide readSide = ReadSide.shared();
    private final Arrivals projection = new Arrivals(1);
    private final Arrivals changed = new Arrivals(2);
    private final Story story = new Story();
    private final Generations generations = readSide.following(story);
    private final AtomicInteger promotions = new AtomicInteger();

    @BeforeEach
    void forgetWhatOthersHaveBuilt() {
        readSide.dropAll(projection);
    }

    @Test
    void firstGenerationOfALongLogIsBuiltBeforeItAnswers() throws InterruptedException {
        join(20);
        generations.prepare(projection);
        assertThat(generations.live("arrivals")).isEmpty();
        assertThat(generations.live(projection)).isEmpty();
        assertThatBuilding("has reached position 0 of 40");
        Generation waiting = generations.building(projection).orElseThrow();
        readSide.begin(generations, waiting, projection, story.log().subList(0, 3));
        assertThatBuilding("has reached position 3 of 40");

        build(projection);

        Generation live = generations.live("arrivals").orElseThrow();
        assertThat(live.position()).isEqualTo(40);
        assertThat(live.events()).isEqualTo(40);
        assertThat(rows(live)).isEqualTo(20);
        assertThat(promotions).hasValue(1);
        assertThat(indexes(live)).contains("arrival_handle");
    }

    @Test
    void oldGenerationAnswersWhileTheNewOneIsBuilt() throws InterruptedException {
        join(5);
        readSide.tell(projection, story);
        Generation old = generations.live("arrivals").orElseThrow();
        join(5);

        generations.prepare(changed);
        assertThat(position()).isEqualTo(10);
        build(changed);

        Generation live = generations.live("arrivals").orElseThrow();
        assertThat(live.version()).isEqualTo(2);
        assertThat(position()).isEqualTo(20);
        assertThat(generations.find(old.id()).orElseThrow().state()).isEqualTo(State.RETIRED);
        assertThatIllegalStateException()
                .isThrownBy(() -> readSide.fold(
                        generations.follow(old, projection), story.log().subList(10, 20), 10))
                .withCauseInstanceOf(UnableToClaimTokenException.class)
                .withMessageContaining("is live no longer");
        assertThat(rows(old)).isEqualTo(5);
    }

    /** What a reader finds in one snapshot. */
    private record Found(String generation, long position, long rows) {}

    @Test
    void readersFindTheOldOneOrTheNewWholeAndNeverGoBack() throws Exception {
        join(2);
        readSide.tell(projection, story);
        Views views = readSide.views();
        AtomicBoolean over = new AtomicBoolean();
        FutureTask<List<Found>> reader = new FutureTask<>(() -> {
            List<Found> found = new ArrayList<>();
            do {
                found.add(views.read(
                        "arrivals",
                        AsOf.NOW,
                        reading -> new Found(
                                reading.origin().generation(),
                                reading.origin().position(),
                                reading.sql("SELECT count(*) FROM $.arrival")
                                        .query(Long.class)
                                        .single())));
            } while (!over.get());
            return found;
        });
        Thread.ofPlatform().start(reader);
        for (int promoted = 0; promoted < 8; promoted++) {
            join(20);
            generations.build(projection);
            build(projection);
        }
        over.set(true);

        List<Found> found = reader.get(30, TimeUnit.SECONDS);
        assertThat(found).allSatisfy(one -> assertThat(one.rows).isEqualTo(one.position / 2));
        assertThat(found).extracting(Found::position).isSorted();
        assertThat(found.stream().map(Found::generation).distinct()).hasSizeGreaterThan(2);
    }

    @Test
    void buildingPausesWhileEventsComeInAndEndsAllTheSame() throws InterruptedException {
        List<Long> pauses = new ArrayList<>();
        Pace pace = new Pace(new AtomicLong()::incrementAndGet, pauses::add, () -> false);
        Generations beside = readSide.following(story, pace);
        join(3);
        beside.makeLive(projection);
        readSide.fold(beside.follow(beside.live(projection).orElseThrow(), projection), story.log(), 6);
        assertThat(pace.isBusy()).isTrue();
        assertThat(pauses).isEmpty();

        beside.build(projection);
        readSide.builder(beside, story, projection).buildAll(() -> {});

        assertThat(pauses).isNotEmpty();
        assertThat(rows(beside.live("arrivals").orElseThrow())).isEqualTo(3);
    }

    @Test
    void replacedGenerationIsDroppedWithItsTokenOnceNobodyReadsInIt() throws InterruptedException {
        join(1);
        readSide.tell(projection, story);
        Generation old = generations.live("arrivals").orElseThrow();
        generations.prepare(changed);
        build(changed);
        Generation live = generations.live("arrivals").orElseThrow();

        generations.dropRetired(Duration.ofMinutes(1));
        assertThat(readSide.schemas()).contains(old.schema(), live.schema());
        generations.dropRetired(Duration.ZERO);

        assertThat(readSide.schemas()).contains(live.schema()).doesNotContain(old.schema());
        assertThat(generations.find(old.id())).isEmpty();
        assertThat(tokens(old)).isZero();
        assertThat(tokens(live)).isEqualTo(1);
        generations.prepare(changed);
        assertThat(generations.live("arrivals")).contains(live);
        assertThat(generations.building(changed)).isEmpty();
    }

    @Test
    void whoReadsInTheOldGenerationFinishesThere() throws InterruptedException {
        join(5);
        readSide.tell(projection, story);
        generations.build(projection);
        join(5);

        long seen = readSide.views().read("arrivals", AsOf.NOW, reading -> {
            elsewhere(() -> build(projection));
            return reading.sql("SELECT count(*) FROM $.arrival")
                    .query(Long.class)
                    .single();
        });

        assertThat(seen).isEqualTo(5);
        assertThat(promotions).hasValue(1);
        assertThat(rows(generations.live("arrivals").orElseThrow())).isEqualTo(10);
    }

    @Test
    void liveGenerationMadeByNewerCodeIsLeftAlone() throws InterruptedException {
        join(5);
        readSide.tell(changed, story);
        Generation live = generations.live("arrivals").orElseThrow();

        generations.prepare(projection);
        build(projection);

        assertThat(generations.live("arrivals")).contains(live);
        assertThat(generations.live(projection)).isEmpty();
        assertThat(promotions).hasValue(0);
    }

    @Test
    void generationOfOtherCodeIsReadAsLongAsItHasTheColumnsThatThisCodeNeeds() {
        join(5);
        readSide.tell(changed, story);
        alterLive("ADD COLUMN nickname text");
        assertThat(position()).isEqualTo(10);

        // What one process has seen of a generation does not change: another one looks at this.
        readSide.tell(changed, story);
        alterLive("RENAME COLUMN handle TO nickname");
        assertThatItIsOfOtherCode();
        readSide.tell(changed, story);
        alterLive("ALTER COLUMN handle TYPE varchar(40)");
        assertThatItIsOfOtherCode();
    }

    @Test
    void generationOfOtherCodeIsNotReadWhileThisCodesIsBuilt() throws InterruptedException {
        join(5);
        readSide.tell(projection, story);
        alterLive("RENAME COLUMN handle TO nickname");
        generations.prepare(changed);

        Views newer = readSide.views(new Told(story), new Positions(), Duration.ZERO, changed);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> newer.read("arrivals", AsOf.now(10), Reading::origin))
                .withMessageContaining("has reached position 0 of 10")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("VIEW_REBUILDING"));
        assertThat(generations.readable(changed)).isEmpty();

        build(changed);
        assertThat(newer.read("arrivals", AsOf.NOW, Reading::origin).position()).isEqualTo(10);
        assertThat(generations.readable(changed)).isPresent();
        assertThat(readSide.schemas()).noneMatch(schema -> schema.startsWith("geben_columns"));
    }

    @Test
    void generationThatIsDroppedWhileItIsBuiltLeavesThePassOfTheOthers() throws Exception {
        join(20);
        Diary diary = new Diary();
        readSide.dropAll(diary);
        Generation dropped = generations.build(projection);
        Generation other = generations.build(diary);
        Followed log = new Followed(new Told(story));
        CountDownLatch gate = new CountDownLatch(1);
        log.gate = gate;
        Builder builder = new Builder(List.of(projection, diary), readSide.dataSource, generations, log, 10);

        CompletableFuture<Void> pass = CompletableFuture.runAsync(() -> buildAll(builder));
        await().until(() -> !log.begun.isEmpty());
        assertThat(generations.dropUnread(dropped)).isTrue();
        gate.countDown();
        pass.get(30, TimeUnit.SECONDS);

        assertThat(generations.live("diary").orElseThrow().id()).isEqualTo(other.id());
        assertThat(log.begun).containsExactly(0L);
        assertThat(generations.find(dropped.id())).isEmpty();
        assertThat(generations.live("arrivals")).isEmpty();
        readSide.dropAll(diary);
    }

    @Test
    void interruptionCancelsTheStatementThatMakesAGenerationReady() throws Exception {
        join(20);
        generations.prepare(projection);
        Generation waiting = generations.building(projection).orElseThrow();
        lack(waiting, "array_append");
        FutureTask<Boolean> building = new FutureTask<>(() -> isInterrupted(() -> build(projection)));
        Thread builder = Thread.ofPlatform().start(building);
        await().until(this::isSlow);

        builder.interrupt();

        assertThat(building.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(isSlow()).isFalse();
        assertThat(generations.find(waiting.id()).orElseThrow().position()).isEqualTo(40);
        lack(waiting, "array_remove");
        build(projection);
        Generation live = generations.live("arrivals").orElseThrow();
        assertThat(live.id()).isEqualTo(waiting.id());
        assertThat(rows(live)).isEqualTo(20);
        assertThat(indexes(live)).contains("arrival_handle", "arrival_pkey");
    }

    /** What makes its keys takes minutes from now on, or not any more. */
    private void lack(Generation generation, String function) {
        readSide.jdbc.update("UPDATE geben.generation SET lacking = %s(lacking, 'SELECT pg_sleep(120)') WHERE id = %d"
                .formatted(function, generation.id()));
    }

    private boolean isSlow() {
        return Boolean.TRUE.equals(readSide.jdbc.queryForObject("""
                SELECT EXISTS (SELECT FROM pg_stat_activity WHERE state = 'active' AND query = 'SELECT pg_sleep(120)')
                """, Boolean.class));
    }

    private static boolean isInterrupted(Callable<?> task) throws Exception {
        try {
            task.call();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static void buildAll(Builder builder) {
        try {
            builder.buildAll(() -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void retiredGenerationStaysAsLongAsSomebodyReadsInIt() throws InterruptedException {
        join(5);
        readSide.tell(projection, story);
        Generation old = generations.live("arrivals").orElseThrow();
        generations.build(projection);

        readSide.views().read("arrivals", AsOf.NOW, reading -> {
            elsewhere(() -> build(projection));
            long seen = reading.sql("SELECT count(*) FROM $.arrival")
                    .query(Long.class)
                    .single();
            generations.dropRetired(Duration.ZERO);
            return seen;
        });
        assertThat(generations.find(old.id())).isPresent();
        assertThat(readSide.schemas()).contains(old.schema());

        generations.dropRetired(Duration.ZERO);
        assertThat(generations.find(old.id())).isEmpty();
    }

    @Test
    void generationWhoseTablesAreInUseIsDroppedLater() throws InterruptedException {
        join(2);
        readSide.tell(projection, story);
        Generation old = generations.live("arrivals").orElseThrow();
        generations.build(projection);
        build(projection);
        Generation held = generations.hold(projection);
        Orders orders = readSide.orders(generations, Clock.systemUTC(), projection);

        new TransactionTemplate(readSide.transactions).executeWithoutResult(reading -> {
            readSide.jdbc.execute(
                    "LOCK TABLE %s.arrival, %s.arrival IN ACCESS SHARE MODE".formatted(old.schema(), held.schema()));
            elsewhere(Executors.callable(() -> generations.dropRetired(Duration.ZERO)));
            elsewhere(() -> assertThatThrownBy(() -> orders.drop(Long.toString(held.id())))
                    .isInstanceOfSatisfying(
                            Refusal.class, busy -> assertThat(busy.code()).isEqualTo("GENERATION_BUSY")));
        });
        assertThat(readSide.schemas()).contains(old.schema(), held.schema());

        generations.dropRetired(Duration.ZERO);
        orders.drop(Long.toString(held.id()));
        assertThat(readSide.schemas()).doesNotContain(old.schema(), held.schema());
    }

    private void alterLive(String change) {
        readSide.jdbc.execute("ALTER TABLE %s.arrival %s"
                .formatted(generations.live("arrivals").orElseThrow().schema(), change));
    }

    private void assertThatItIsOfOtherCode() {
        for (AsOf asOf : List.of(AsOf.NOW, AsOf.now(4))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> readSide.views().read("arrivals", asOf, Reading::origin))
                    .withMessageContaining("kept by another version of the code")
                    .satisfies(refusal -> {
                        assertThat(refusal.code()).isEqualTo("VIEW_OF_OTHER_CODE");
                        assertThat(refusal.status()).isEqualTo(503);
                    });
        }
    }

    @Test
    void interruptedBuildGoesOnWhereItWasLeft() throws InterruptedException {
        join(20);
        generations.prepare(projection);
        Generation waiting = generations.building(projection).orElseThrow();
        readSide.begin(generations, waiting, projection, story.log().subList(0, 13));

        build(projection);

        Generation live = generations.live("arrivals").orElseThrow();
        assertThat(live.id()).isEqualTo(waiting.id());
        assertThat(live.events()).isEqualTo(40);
        assertThat(rows(live)).isEqualTo(20);
    }

    @Test
    void makingReadyGoesOnWhereverItWasLeft() throws InterruptedException {
        join(20);
        generations.prepare(projection);
        Generation waiting = generations.building(projection).orElseThrow();
        readSide.begin(generations, waiting, projection, story.log());

        // The staging made, the tables analysed, the batch written, and one step more.
        int steps = 4;
        int stopped = 0;
        while (!isReadyAfter(steps, generations.find(waiting.id()).orElseThrow())) {
            stopped++;
        }
        build(projection);

        assertThat(stopped).isGreaterThan(2);
        Generation live = generations.live("arrivals").orElseThrow();
        assertThat(live.id()).isEqualTo(waiting.id());
        assertThat(rows(live)).isEqualTo(20);
        assertThat(indexes(live)).containsExactlyInAnyOrder("arrival_pkey", "arrival_handle");
        assertThat(readSide.jdbc.queryForList(
                        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = ?::regnamespace",
                        String.class,
                        live.schema()))
                .containsExactly("arrival");
    }

    /** Whether so many more steps were enough. */
    private boolean isReadyAfter(int steps, Generation generation) {
        AtomicInteger left = new AtomicInteger(steps);
        TransactionTemplate stopping = new TransactionTemplate(readSide.transactions) {
            @Override
            public void executeWithoutResult(Consumer<TransactionStatus> action) {
                if (left.getAndDecrement() == 0) {
                    throw new QueryTimeoutException("Stopped");
                }
                super.executeWithoutResult(action);
            }
        };
        try {
            new Build(
                            generation,
                            projection,
                            new Catalogue(readSide.dataSource),
                            new Letters(readSide.dataSource),
                            new Told(story),
                            stopping)
                    .settle();
            return true;
        } catch (QueryTimeoutException e) {
            return false;
        }
    }

    @Test
    void twoNodesNeverFoldTheSameEventsIntoIt() {
        join(5);
        generations.prepare(projection);
        Generation waiting = generations.building(projection).orElseThrow();
        Build one = generations.begin(waiting, projection);
        Build other = generations.begin(waiting, projection);
        one.fold(story.log().subList(0, 4));
        one.store();
        other.fold(story.log());

        assertThatIllegalStateException()
                .isThrownBy(other::store)
                .withMessageContaining("no longer built by this process");
        assertThat(rows(waiting)).isEqualTo(2);
    }

    @Test
    void generationThatAnotherNodeBuildsIsLeftToIt() throws Exception {
        join(5);
        generations.prepare(projection);
        Generation waiting = generations.building(projection).orElseThrow();
        try (Claims other = new Claims(readSide.dataSource)) {
            assertThat(other.claim(waiting)).isTrue();
            build(projection);
            assertThat(generations.live("arrivals")).isEmpty();
        }

        build(projection);
        assertThat(generations.live("arrivals")).isPresent();
    }

    @Test
    void failedHandlerNamesTheEventAndLeavesTheLiveGenerationUntouched() throws InterruptedException {
        join(3);
        readSide.tell(projection, story);
        Generation live = generations.live("arrivals").orElseThrow();
        Arrivals failing = new Arrivals(2, "member1");

        generations.prepare(failing);
        build(failing);

        assertThat(generations.live("arrivals")).contains(live);
        assertThat(generations.all())
                .filteredOn(generation -> generation.state() == State.FAILED)
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure())
                        .contains(story.log().get(2).getIdentifier())
                        .contains("at position 3")
                        .contains("member1"));

        generations.prepare(changed);
        build(changed);
        assertThat(generations.live("arrivals").orElseThrow().version()).isEqualTo(2);
        assertThat(generations.all()).noneMatch(generation -> generation.state() == State.FAILED);
    }

    @Test
    void viewWhoseFirstBuildHasFailedSaysSoUntilItIsOrderedAgain() throws InterruptedException {
        join(Division.MOST_PARKED_STREAMS + 1);
        Arrivals failing = new Arrivals(1, "member.*");
        generations.prepare(failing);
        build(failing);

        Generation failed = generations.newest("arrivals").orElseThrow();
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure()).contains("fails on events of more than 100 streams");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(this::position)
                .withMessageContaining("DELETE")
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(503);
                    assertThat(refusal.code()).isEqualTo("VIEW_FAILED");
                });
        generations.dropUnread(failed);
        generations.build(projection);
        build(projection);
        assertThat(position()).isEqualTo(202);
    }

    @Test
    void eventsThatTheLiveGenerationIsAheadAreFoldedWhenItIsReplaced() {
        join(2);
        readSide.tell(projection, story);
        generations.build(projection);
        Build build = generations.begin(generations.building(projection).orElseThrow(), projection);
        build.catchUpTo(story.position());
        join(3);
        readSide.fold(readSide.follow(projection), story.log().subList(4, 10), 10);

        generations.promote(build);

        Generation live = generations.live("arrivals").orElseThrow();
        assertThat(live.id()).isEqualTo(build.generation().id());
        assertThat(live.position()).isEqualTo(10);
        assertThat(rows(live)).isEqualTo(5);
    }

    @Test
    void heldGenerationIsKeptReadyAndCatchesUpWhenItIsPromoted() throws InterruptedException {
        join(2);
        readSide.tell(projection, story);
        Generation live = generations.live("arrivals").orElseThrow();
        Generation held = generations.hold(projection);
        assertThat(generations.hold(projection).id()).isEqualTo(held.id());
        build(projection);
        assertThat(generations.find(held.id()).orElseThrow().state()).isEqualTo(State.READY);
        assertThat(generations.live("arrivals")).contains(live);
        assertThat(promotions).hasValue(0);

        join(3);
        readSide.fold(readSide.follow(projection), story.log().subList(4, 10), 10);
        assertThat(generations.release(held)).isTrue();
        build(projection);

        Generation promoted = generations.live("arrivals").orElseThrow();
        assertThat(promoted.id()).isEqualTo(held.id());
        assertThat(promoted.position()).isEqualTo(10);
        assertThat(rows(promoted)).isEqualTo(5);
        assertThat(promotions).hasValue(1);
        assertThat(generations.release(promoted)).isFalse();
    }

    @Test
    void generationThatIsBuiltAndHeldBesideIsNotWaitedFor() throws InterruptedException {
        join(1);
        Generation held = generations.hold(projection);
        Generation ordered = generations.build(projection);
        assertThat(ordered.id()).isNotEqualTo(held.id());

        build(projection);
        assertThat(generations.live("arrivals").orElseThrow().id()).isEqualTo(ordered.id());
        assertThat(generations.find(held.id()).orElseThrow().state()).isEqualTo(State.READY);
    }

    @Test
    void releaseThatFindsItsGenerationHeldHasItPromoted() throws InterruptedException {
        join(1);
        readSide.tell(projection, story);
        Generation held = generations.hold(changed);
        build(changed);

        generations.prepare(changed);
        build(changed);

        assertThat(generations.live("arrivals").orElseThrow().id()).isEqualTo(held.id());
    }

    private void join(int members) {
        for (int i = 0; i < members; i++) {
            story.joins("member" + story.position() / 2);
        }
    }

    private int build(Projection<?> code) throws InterruptedException {
        readSide.builder(generations, story, code).buildAll(promotions::incrementAndGet);
        return promotions.get();
    }

    private static void elsewhere(Callable<?> task) {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            thread.submit(task).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Also without a wait for a position that a building view will not reach soon. */
    private void assertThatBuilding(String howFar) {
        for (AsOf asOf : List.of(AsOf.NOW, AsOf.now(4))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> readSide.views()
                            .read("arrivals", asOf, reading -> reading.origin().position()))
                    .withMessageContaining(howFar)
                    .satisfies(refusal -> {
                        assertThat(refusal.code()).isEqualTo("VIEW_REBUILDING");
                        assertThat(refusal.status()).isEqualTo(503);
                    });
        }
    }

    private int tokens(Generation generation) {
        return Objects.requireNonNull(readSide.jdbc.queryForObject(
                "SELECT count(*) FROM geben.token_entry WHERE processor_name = ?", Integer.class, generation.name()));
    }

    private long position() {
        return readSide.views()
                .read("arrivals", AsOf.NOW, reading -> reading.origin().position());
    }

    private long rows(Generation generation) {
        return generations
                .tables(generation)
                .sql("SELECT count(*) FROM $.arrival")
                .query(Long.class)
                .single();
    }

    private List<@Nullable String> indexes(Generation generation) {
        return readSide.jdbc.queryForList(
                "SELECT indexname FROM pg_indexes WHERE schemaname = ?", String.class, generation.schema());
    }
}
