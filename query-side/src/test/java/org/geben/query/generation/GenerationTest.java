package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.geben.query.AsOf;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.junit.jupiter.api.Test;

class GenerationTest {
    private final ReadSide readSide = ReadSide.shared();
    private final Arrivals projection = new Arrivals(1);

    @Test
    void generationIsMadeOnceWhenNodesStartTogether() {
        readSide.dropAll(projection);
        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 4)
                    .mapToObj(node -> CompletableFuture.runAsync(() -> readSide.generations.prepare(projection), nodes))
                    .toList()
                    .forEach(CompletableFuture::join);
        }

        assertThat(readSide.generations.all())
                .filteredOn(generation -> generation.projection().equals("arrivals"))
                .singleElement()
                .satisfies(generation -> assertThat(generation.state()).isEqualTo(Generation.State.LIVE));
        assertThat(readSide.schemas())
                .filteredOn(schema -> schema.startsWith("arrivals_"))
                .hasSize(1);
    }

    @Test
    void trackingProcessorCommitsRowsPositionAndTokenTogether() {
        InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine(1);
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(engine).build();
        Story story = new Story();
        IntStream.range(0, 50).forEach(i -> story.joins("member" + i));
        publish(store, story, 0);

        Fold fold = readSide.fresh(projection);
        Outage outage = new Outage();
        TrackingEventProcessor processor = processor(fold, store, outage);
        processor.start();
        try {
            await().untilAsserted(() -> assertThat(state(fold)).isEqualTo(new State(50, 100, 100)));

            // The commit of the next batch fails after its rows are written: nothing of it may stay.
            outage.strikes = true;
            story.joins("late");
            publish(store, story, 100);
            await().until(() -> outage.struck);
            assertThat(state(fold)).isEqualTo(new State(50, 100, 100));
            outage.strikes = false;
            await().untilAsserted(() -> assertThat(state(fold)).isEqualTo(new State(51, 102, 102)));
        } finally {
            processor.shutDown();
        }

        // The next process carries on behind the token.
        Fold again = readSide.follow(projection);
        assertThat(again.generation().name()).isEqualTo(fold.generation().name());
        TrackingEventProcessor next = processor(again, store, new Outage());
        next.start();
        try {
            story.joins("later");
            publish(store, story, 102);
            await().untilAsserted(() -> assertThat(state(fold)).isEqualTo(new State(52, 104, 104)));
        } finally {
            next.shutDown();
        }
    }

    @Test
    void tokenStoreFindsItsConfigurationInTheMigration() {
        TokenStore store = readSide.tokenStore("first");
        TokenStore other = readSide.tokenStore("second");

        assertThat(inTransaction(() -> store.retrieveStorageIdentifier().orElseThrow()))
                .hasSize(36)
                .isEqualTo(inTransaction(() -> other.retrieveStorageIdentifier().orElseThrow()));
    }

    @Test
    void generationHoldsEachEventOnce() {
        Story story = new Story();
        story.joins("ana");
        Fold fold = readSide.fresh(projection);
        readSide.fold(fold, story.log(), 10);

        assertThatIllegalStateException()
                .isThrownBy(() -> readSide.fold(fold, story.log(), 10))
                .withMessageContaining("already holds position 2");
    }

    @Test
    void failedBatchLeavesNothingBehind() {
        Story story = new Story();
        story.joins("ana");
        story.joins("ana");
        Fold fold = readSide.fresh(projection);

        assertThatIllegalStateException().isThrownBy(() -> readSide.fold(fold, story.log(), 10));

        assertThat(readSide.generations.live("arrivals").orElseThrow().position())
                .isZero();
        assertThat(readSide.contents(fold.generation())).isEqualTo("arrival\n");
    }

    @Test
    void processorWithSeveralSegmentsIsRefused() {
        Fold fold = readSide.fresh(projection);
        Story story = new Story();
        story.joins("ana");

        assertThatIllegalStateException()
                .isThrownBy(() -> fold.canHandle(
                        story.log().getFirst(), Segment.ROOT_SEGMENT.split()[0]))
                .withMessageContaining("one segment");
    }

    @Test
    void eventWithoutPositionIsRefused() {
        Fold fold = readSide.fresh(projection);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fold.handle(GenericEventMessage.asEventMessage("?"), Segment.ROOT_SEGMENT))
                .withMessageContaining("has no position");
    }

    @Test
    void readerWaitsForThePositionOfAWriteOfThisNode() {
        Story story = new Story();
        story.joins("ana");
        Fold fold = readSide.fresh(projection);
        Views views = readSide.views(Duration.ofSeconds(30));
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Long> position = CompletableFuture.supplyAsync(
                    () -> views.read(
                            "arrivals", AsOf.now(2), reading -> reading.origin().position()),
                    readers);
            readSide.fold(fold, story.log(), 10);

            assertThat(position.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(2);
        }
    }

    @Test
    void readerSeesWhatAnotherNodeHasFolded() {
        Story story = new Story();
        story.joins("ana");
        Fold fold = readSide.fresh(projection);
        Views views = readSide.views(new Told(story), new Positions(), Duration.ofSeconds(30), projection);
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Long> position = CompletableFuture.supplyAsync(
                    () -> views.read(
                            "arrivals", AsOf.now(2), reading -> reading.origin().position()),
                    readers);
            readSide.fold(fold, story.log(), 10);

            assertThat(position.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(2);
        }
    }

    @Test
    void readerIsToldHowFarTheViewIsWhenItStaysBehind() {
        readSide.fresh(projection);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> readSide.views(Duration.ofMillis(50))
                        .read(
                                "arrivals",
                                AsOf.now(7),
                                reading -> reading.origin().position()))
                .withMessageContaining("has reached position 0, not yet 7")
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("VIEW_BEHIND");
                    assertThat(refusal.status()).isEqualTo(503);
                });
    }

    @Test
    void answerComesFromOneSnapshotWhileTheViewMovesOn() {
        Story story = new Story();
        story.joins("ana");
        Fold fold = readSide.fresh(projection);

        long seen = readSide.views().read("arrivals", AsOf.NOW, reading -> {
            CompletableFuture.runAsync(() -> readSide.fold(fold, story.log(), 10))
                    .join();
            return reading.origin().position()
                    + reading.sql("SELECT count(*) FROM $.arrival")
                            .query(Long.class)
                            .single();
        });

        assertThat(seen).isZero();
        assertThat(state(fold).rows).isEqualTo(1);
    }

    @Test
    void generationOfAnEmptyLogAnswersAtOnce() {
        readSide.dropAll(projection);
        readSide.generations.prepare(projection);

        assertThat(readSide.views()
                        .<Long>read(
                                "arrivals",
                                AsOf.NOW,
                                reading -> reading.origin().position()))
                .isZero();
    }

    @Test
    void viewThatWasNeverBuiltIsUnavailable() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> readSide.views()
                        .read("nowhere", AsOf.NOW, reading -> reading.origin().position()))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("VIEW_MISSING"));
    }

    @Test
    void queryThatTakesTooLongIsGivenUp() {
        readSide.fresh(projection);
        assertThatItIsGivenUp(reading -> slept(reading, "30"));
    }

    @Test
    void queriesThatTakeTooLongTogetherAreGivenUp() {
        readSide.fresh(projection);
        assertThatItIsGivenUp(reading ->
                IntStream.range(0, 100).map(i -> slept(reading, "0.4")).sum());
    }

    private static int slept(Reading reading, String seconds) {
        return reading.sql("SELECT 1 FROM pg_sleep(%s)".formatted(seconds))
                .query(Integer.class)
                .single();
    }

    private void assertThatItIsGivenUp(Function<Reading, Integer> query) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> readSide.impatientViews().read("arrivals", AsOf.NOW, query))
                .withMessageContaining("longer than 1 s")
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("QUERY_TOO_LONG");
                    assertThat(refusal.status()).isEqualTo(503);
                });
    }

    private TrackingEventProcessor processor(Fold fold, EmbeddedEventStore store, Outage outage) {
        TransactionManager transactions = new SpringTransactionManager(readSide.transactions);
        return TrackingEventProcessor.builder()
                .name(fold.generation().name())
                .eventHandlerInvoker(new Failing(fold, outage))
                .messageSource(store)
                .tokenStore(readSide.tokenStore("node"))
                .transactionManager(transactions)
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(1000))
                .build();
    }

    private static void publish(EmbeddedEventStore store, Story story, int from) {
        List<TrackedEventMessage<?>> log = story.log();
        store.publish(log.subList(from, log.size()).stream()
                .map(event -> GenericEventMessage.asEventMessage(event.getPayload()))
                .toList());
    }

    private <T> T inTransaction(Supplier<T> action) {
        return Objects.requireNonNull(new SpringTransactionManager(readSide.transactions).fetchInTransaction(action));
    }

    /** What is committed, seen in one statement. */
    private State state(Fold fold) {
        return Objects.requireNonNull(readSide.jdbc.queryForObject(
                """
                SELECT (SELECT count(*) FROM %s.arrival),
                       (SELECT position FROM geben.generation WHERE id = %d),
                       (SELECT (convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint
                        FROM geben.token_entry WHERE processor_name = '%s')
                """.formatted(
                                fold.generation().schema(),
                                fold.generation().id(),
                                fold.generation().name()),
                (ResultSet row, int n) -> new State(row.getLong(1), row.getLong(2), row.getLong(3))));
    }

    private record State(long rows, long position, long token) {}
}
