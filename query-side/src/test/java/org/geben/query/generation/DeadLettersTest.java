package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.geben.kernel.member.MemberId;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.DeadLetter.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DeadlockLoserDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.support.TransactionTemplate;

class DeadLettersTest {
    private static final Verdict MENDED = new Verdict("mended", null);

    private final ReadSide readSide = ReadSide.shared();
    private final Diary diary = new Diary();
    private final Story story = new Story();
    private final Generations generations = readSide.following(story);
    private final DeadLetters letters = readSide.deadLetters(generations, story, diary);
    private final Fold fold = readSide.fresh(diary);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void poisonousEventIsParkedAndAllOthersAreFolded(boolean inHandler) {
        List<MemberId> members = join(250);
        TrackedEventMessage<?> poison = story.log().get(2 * 137);
        (inHandler ? diary.failsInHandler : diary.failsInFlush).add(poison.getIdentifier());

        foldAtTheThirdAttempt(story.log());

        assertThat(entries()).hasSize(249).doesNotContain(members.get(137) + " MemberJoined");
        assertThat(live().position()).isEqualTo(500);
        assertThat(live().events()).isEqualTo(499);
        assertThat(live().incomplete()).isEqualTo(new Incomplete(1, 0, 0));
        assertThat(failed()).singleElement().satisfies(letter -> {
            assertThat(letter.projection()).isEqualTo("diary");
            assertThat(letter.generation()).isEqualTo(live().name());
            assertThat(letter.stream()).isEqualTo(members.get(137).stream());
            assertThat(letter.sequence()).isZero();
            assertThat(letter.position()).isEqualTo(275);
            assertThat(letter.eventId()).isEqualTo(poison.getIdentifier());
            assertThat(letter.eventType()).isEqualTo("member.joined.v1");
            assertThat(letter.cause())
                    .contains(inHandler ? "Not to be borne" : "null value in column \"what\"")
                    .doesNotContain("\n");
            assertThat(letter.attempts()).isEqualTo(3);
            assertThat(letter.behind()).isZero();
            assertThat(letter.decision()).isNull();
        });
    }

    @Test
    void viewGoesOnByItselfAfterItsProcessorHasTriedThreeTimes() {
        EmbeddedEventStore store = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine(1))
                .build();
        join(3);
        story.log().forEach(event -> store.publish((DomainEventMessage<?>) event));
        diary.failsInFlush.add(story.log().get(2).getIdentifier());
        TrackingEventProcessor processor = TrackingEventProcessor.builder()
                .name(fold.generation().name())
                .eventHandlerInvoker(fold)
                .messageSource(store)
                .tokenStore(readSide.tokens)
                .transactionManager(new SpringTransactionManager(readSide.transactions))
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(1000))
                .build();
        processor.start();
        try {
            await().untilAsserted(() -> assertThat(live().position()).isEqualTo(6));
            assertThat(live().incomplete()).isEqualTo(new Incomplete(1, 0, 0));
            assertThat(entries()).hasSize(2);
            await().untilAsserted(() -> assertThat(processor.processingStatus().values())
                    .singleElement()
                    .matches(segment -> !segment.isErrorState()));
        } finally {
            processor.shutDown();
        }
    }

    @Test
    void laterEventsOfItsStreamWaitBehindItInOrder() {
        List<MemberId> members = join(2);
        story.leaves(members.getFirst());
        story.leaves(members.getLast());
        diary.failsInHandler.add(story.log().getFirst().getIdentifier());
        foldAtTheThirdAttempt(story.log());
        story.returns(members.getFirst());
        story.returns(members.getLast());
        readSide.fold(fold, story.log().subList(6, 8), 1);

        assertThat(entries())
                .containsExactly(
                        members.getLast() + " MemberJoined",
                        members.getLast() + " MemberLeft",
                        members.getLast() + " MemberReturned");
        assertThat(failed()).singleElement().extracting(DeadLetter::behind).isEqualTo(2L);
        assertThat(live().incomplete()).isEqualTo(new Incomplete(3, 0, 0));
        assertThat(live().events()).isEqualTo(5);
    }

    @Test
    void severalPoisonousEventsOfABatchAreAllFound() {
        join(64);
        for (int member : new int[] {0, 1, 31, 63}) {
            diary.failsInFlush.add(story.log().get(2 * member).getIdentifier());
        }
        diary.failsInHandler.add(story.log().get(2 * 40).getIdentifier());

        foldAtTheThirdAttempt(story.log());

        assertThat(failed()).extracting(DeadLetter::position).containsExactly(1L, 3L, 63L, 81L, 127L);
        assertThat(entries()).hasSize(59);
    }

    @Test
    void eventThatCannotBeDeserialisedIsNamed() {
        MemberId member = join(2).getFirst();
        String illegible = story.happensIllegibly(member).getIdentifier();

        foldAtTheThirdAttempt(story.log());

        assertThat(entries()).hasSize(2);
        assertThat(failed()).singleElement().satisfies(letter -> {
            assertThat(letter.eventId()).isEqualTo(illegible);
            assertThat(letter.eventType()).isEqualTo("member.left.v1");
            assertThat(letter.position()).isEqualTo(5);
        });
    }

    @Test
    void failureThatNoEventBringsAboutParksNothing() {
        join(3);
        for (RuntimeException outage : new RuntimeException[] {
            new DeadlockLoserDataAccessException("A deadlock", new SQLException("deadlock detected", "40P01")),
            sql("08006"),
            sql("40001"),
            sql("53100"),
            sql("57014"),
            sql(null)
        }) {
            diary.outage = outage;
            for (int attempt = 0; attempt <= Fold.ATTEMPTS; attempt++) {
                assertThatIllegalStateException().isThrownBy(() -> readSide.fold(fold, story.log(), 1000));
            }
        }
        assertThat(live().incomplete()).isEqualTo(Incomplete.NOTHING);
        assertThat(live().position()).isZero();

        diary.outage = null;
        readSide.fold(fold, story.log(), 1000);
        assertThat(entries()).hasSize(3);
    }

    @Test
    void droppedTableStopsTheViewAndParksNothing() {
        join(1);
        readSide.jdbc.execute("DROP TABLE %s.entry".formatted(live().schema()));

        for (int attempt = 0; attempt <= Fold.ATTEMPTS; attempt++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> readSide.fold(fold, story.log(), 1000))
                    .withStackTraceContaining("does not exist");
        }
        assertThat(live().position()).isZero();
        assertThat(failed()).isEmpty();
    }

    @Test
    void viewThatFailsOnTooManyStreamsStopsAndParksNothing() {
        join(Division.MOST_PARKED_STREAMS + 1);
        story.log().forEach(event -> diary.failsInHandler.add(event.getIdentifier()));
        failTwice(fold, story.log());

        assertThatIllegalStateException()
                .isThrownBy(() -> readSide.fold(fold, story.log(), 1000))
                .withMessageContaining("fails on events of more than 100 streams")
                .withMessageContaining("Not to be borne");
        assertThat(live().position()).isZero();
        assertThat(failed()).isEmpty();

        diary.isMended();
        readSide.fold(fold, story.log(), 1000);
        assertThat(entries()).hasSize(Division.MOST_PARKED_STREAMS + 1);
    }

    @Test
    void nothingIsParkedBeforeTheBatchIsCommitted() {
        join(3);
        diary.failsInFlush.add(story.log().getFirst().getIdentifier());
        Outage outage = new Outage();
        EventHandlerInvoker dying = new Failing(fold, outage);
        failTwice(dying, story.log());
        outage.strikes = true;
        assertThatIllegalStateException()
                .isThrownBy(() -> readSide.fold(dying, story.log(), 1000))
                .withMessageContaining("An outage.");
        assertThat(failed()).isEmpty();
        assertThat(live().position()).isZero();

        outage.strikes = false;
        readSide.fold(dying, story.log(), 1000);
        assertThat(failed()).hasSize(1);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void parkedStreamsStayParkedAfterARestart() {
        MemberId member = join(1).getFirst();
        diary.failsInHandler.add(story.log().getFirst().getIdentifier());
        foldAtTheThirdAttempt(story.log());
        story.leaves(member);

        readSide.fold(readSide.follow(diary), story.log().subList(2, 3), 1);

        assertThat(entries()).isEmpty();
        assertThat(live().incomplete()).isEqualTo(new Incomplete(2, 0, 0));
    }

    @Test
    void eachNodeLearnsWhatTheOtherHasParkedAndDecided() {
        Fold other = readSide.follow(diary);
        List<MemberId> members = join(2);
        story.leaves(members.getFirst());
        diary.failsInHandler.add(story.log().getFirst().getIdentifier());
        failTwice(fold, story.log().subList(0, 2));
        readSide.fold(fold, story.log().subList(0, 2), 1000);
        readSide.fold(other, story.log().subList(2, 5), 1000);
        assertThat(live().incomplete()).isEqualTo(new Incomplete(2, 0, 0));
        diary.isMended();
        letters.retry(failed().getFirst().id(), MENDED);

        story.returns(members.getFirst());
        readSide.fold(fold, story.log().subList(5, 6), 1000);
        story.leaves(members.getFirst());
        readSide.fold(other, story.log().subList(6, 7), 1000);

        assertThat(live().incomplete()).isEqualTo(new Incomplete(0, 2, 0));
        assertThat(entries())
                .containsExactly(
                        members.getLast() + " MemberJoined",
                        members.getFirst() + " MemberJoined",
                        members.getFirst() + " MemberLeft",
                        members.getFirst() + " MemberReturned",
                        members.getFirst() + " MemberLeft");
    }

    @Test
    void retriedEventsAreFoldedInOrderAndTheViewIsBuiltAnew() throws InterruptedException {
        MemberId member = join(1).getFirst();
        story.leaves(member);
        story.returns(member);
        diary.failsInFlush.add(story.log().getFirst().getIdentifier());
        foldAtTheThirdAttempt(story.log());
        assertThat(incompleteOfAnAnswer()).isEqualTo(new Incomplete(3, 0, 0));
        diary.isMended();

        DeadLetters.Result result = letters.retry(failed().getFirst().id(), MENDED);

        assertThat(result).isEqualTo(new DeadLetters.Result(3, null, true));
        assertThat(entries())
                .containsExactly(member + " MemberJoined", member + " MemberLeft", member + " MemberReturned");
        assertThat(live().events()).isEqualTo(4);
        assertThat(incompleteOfAnAnswer()).isEqualTo(new Incomplete(0, 3, 0));
        assertThat(Objects.requireNonNull(failed().getFirst().decision())).satisfies(decision -> {
            assertThat(decision.outcome()).isEqualTo(Outcome.FOLDED);
            assertThat(decision.reason()).isEqualTo("mended");
        });
        assertThatRefused(() -> letters.retry(failed().getFirst().id(), MENDED), 409, "DEAD_LETTER_DECIDED");

        readSide.builder(generations, story, diary).buildAll(() -> {});
        assertThat(incompleteOfAnAnswer()).isNull();
        assertThat(entries()).hasSize(3);
    }

    @Test
    void retryStopsAtTheNextEventThatFails() {
        List<MemberId> members = join(2);
        story.leaves(members.getFirst());
        story.returns(members.getFirst());
        story.leaves(members.getFirst());
        diary.failsInHandler.add(story.log().get(0).getIdentifier());
        diary.failsInHandler.add(story.log().get(5).getIdentifier());
        foldAtTheThirdAttempt(story.log());
        DeadLetter first = failed().getFirst();

        DeadLetters.Result again = letters.retry(first.id(), MENDED);
        assertThat(again.folded()).isZero();
        assertThat(Objects.requireNonNull(again.stopped()).attempts()).isEqualTo(4);
        assertThat(live().incomplete()).isEqualTo(new Incomplete(4, 0, 0));

        diary.failsInHandler.remove(first.eventId());
        DeadLetters.Result further = letters.retry(first.id(), MENDED);
        assertThat(further.folded()).isEqualTo(2);
        assertThat(Objects.requireNonNull(further.stopped())).satisfies(stopped -> {
            assertThat(stopped.position()).isEqualTo(6);
            assertThat(stopped.cause()).contains("Not to be borne");
            assertThat(stopped.behind()).isEqualTo(1);
        });
        assertThat(further.rebuilding()).isFalse();
        assertThat(live().incomplete()).isEqualTo(new Incomplete(2, 2, 0));
    }

    @Test
    void longStreamIsRetriedToItsEnd() {
        MemberId member = join(1).getFirst();
        for (int i = 0; i < 1250; i++) {
            story.leaves(member);
            story.returns(member);
        }
        diary.failsInHandler.add(story.log().getFirst().getIdentifier());
        foldAtTheThirdAttempt(story.log());
        diary.isMended();
        TrackedEventMessage<?> late = story.log().get(1700);
        diary.failsInFlush.add(late.getIdentifier());
        long id = failed().getFirst().id();

        DeadLetters.Result result = letters.retry(id, MENDED);
        assertThat(result.folded()).isEqualTo(1699);
        DeadLetter stopped = Objects.requireNonNull(result.stopped());
        assertThat(stopped.eventId()).isEqualTo(late.getIdentifier());
        assertThat(stopped.behind()).isEqualTo(801);

        diary.isMended();
        assertThat(letters.retry(stopped.id(), MENDED).folded()).isEqualTo(802);
        assertThat(entries()).hasSize(2501);
        assertThat(entries().subList(1698, 1700)).containsExactly(member + " MemberReturned", member + " MemberLeft");
    }

    @Test
    void skippedEventStaysOnRecordAndThoseBehindItAreFolded() {
        MemberId member = join(1).getFirst();
        story.leaves(member);
        UUID operator = new UUID(1, 2);
        diary.failsInHandler.add(story.log().getFirst().getIdentifier());
        foldAtTheThirdAttempt(story.log());

        DeadLetters.Result result = letters.skip(failed().getFirst().id(), new Verdict("a bad import", operator));

        assertThat(result).isEqualTo(new DeadLetters.Result(1, null, true));
        assertThat(entries()).containsExactly(member + " MemberLeft");
        assertThat(live().incomplete()).isEqualTo(new Incomplete(0, 1, 1));
        assertThat(Objects.requireNonNull(failed().getFirst().decision())).satisfies(decision -> {
            assertThat(decision.outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(decision.reason()).isEqualTo("a bad import");
            assertThat(decision.by()).isEqualTo(operator);
        });
    }

    @Test
    void skippedEventIsLeftOutOfWhateverIsBuiltOfTheView() throws InterruptedException {
        skipTheFirstOfThree();
        readSide.builder(generations, story, diary).buildAll(() -> {});
        assertThat(incompleteOfAnAnswer()).isEqualTo(new Incomplete(0, 0, 1));
        assertThat(live().events()).isEqualTo(3);
        assertThat(entries()).hasSize(2);
        assertThat(readSide.verify(diary, story).state()).isEqualTo(Verification.State.EQUAL);

        generations.dropRetired(Duration.ZERO);
        assertThat(failed()).singleElement().satisfies(letter -> {
            assertThat(letter.generation()).isEqualTo(live().name());
            assertThat(Objects.requireNonNull(letter.decision()).reason()).isEqualTo("a bad import");
        });
        generations.build(diary);
        readSide.builder(generations, story, diary).buildAll(() -> {});
        assertThat(incompleteOfAnAnswer()).isEqualTo(new Incomplete(0, 0, 1));
        story.returns(MemberId.imported("story", "member0"));
        readSide.fold(readSide.follow(diary), story.log().subList(4, 5), 1);
        assertThat(entries()).hasSize(3);
    }

    @Test
    void skippedEventIsLeftOutOfThePastThatHasItAndOfNoEarlierOne() {
        join(1);
        Views past = readSide.views(new Told(story), new Positions(), Duration.ofSeconds(20), diary);
        past.read("diary", new Cut.ByPosition(2), Reading::origin);
        story.joins("ben");
        diary.failsInHandler.add(story.log().get(2).getIdentifier());
        assertThat(past.read("diary", new Cut.ByPosition(4), Reading::origin).incomplete())
                .isEqualTo(new Incomplete(1, 0, 0));
        foldAtTheThirdAttempt(story.log());
        letters.skip(failed().getFirst().id(), MENDED);
        story.founds("gardeners");

        assertThat(past.read("diary", new Cut.ByPosition(4), Reading::origin).incomplete())
                .isEqualTo(new Incomplete(0, 0, 1));
        assertThat(past.read("diary", new Cut.ByPosition(5), Reading::origin).incomplete())
                .isEqualTo(new Incomplete(0, 0, 1));
        assertThat(past.read("diary", new Cut.ByPosition(2), Reading::origin).incomplete())
                .isNull();
        assertThat(failed()).hasSize(1);
    }

    @Test
    void pastThatLacksAnEventIsBuiltAnewOnceThatIsFoldedLate() {
        join(2);
        Cut end = new Cut.ByPosition(4);
        Views past = readSide.views(new Told(story), new Positions(), Duration.ofSeconds(20), diary);
        diary.failsInHandler.add(story.log().get(2).getIdentifier());
        Origin lacking = past.read("diary", end, Reading::origin);
        assertThat(lacking.incomplete()).isEqualTo(new Incomplete(1, 0, 0));
        foldAtTheThirdAttempt(story.log());
        long id = failed().getFirst().id();

        letters.retry(id, MENDED);
        diary.isMended();
        assertThat(past.read("diary", end, Reading::origin)).isEqualTo(lacking);
        letters.retry(id, MENDED);

        assertThat(past.read("diary", end, Reading::origin)).satisfies(origin -> {
            assertThat(origin.position()).isEqualTo(4);
            assertThat(origin.generation()).isNotEqualTo(live().name());
            assertThat(origin.incomplete()).isNull();
        });
    }

    @Test
    void skippedEventIsLeftOutOfAPastThatIsExtended() {
        MemberId member = join(1).getFirst();
        Instant moment = story.log().getFirst().getTimestamp();
        Views past = readSide.views(new Told(story), new Positions(), Duration.ofSeconds(20), diary);
        past.read("diary", new Cut.ByTime(moment), Reading::origin);
        story.happensIllegibly(member);
        foldAtTheThirdAttempt(story.log());
        letters.skip(failed().getFirst().id(), MENDED);

        assertThat(past.read("diary", new Cut.ByTime(moment), Reading::origin)).satisfies(origin -> {
            assertThat(origin.position()).isEqualTo(3);
            assertThat(origin.incomplete()).isEqualTo(new Incomplete(0, 0, 1));
        });
    }

    @Test
    void viewOfANewReleaseGoesLiveWithoutTheSkippedEvent() throws InterruptedException {
        skipTheFirstOfThree();
        generations.building("diary").forEach(generations::drop);
        Diary changed = new Diary(2);
        changed.failsInHandler.addAll(diary.failsInHandler);

        generations.prepare(changed);
        readSide.builder(generations, story, changed).buildAll(() -> {});

        assertThat(live().version()).isEqualTo(2);
        assertThat(live().incomplete()).isEqualTo(new Incomplete(0, 0, 1));
    }

    @Test
    void viewIsBuiltAnewThoughTheOrderForThatWasLost() throws InterruptedException {
        skipTheFirstOfThree();
        generations.building("diary").forEach(generations::drop);

        generations.buildAnewWhatIsLate(List.of(diary));
        Generation ordered = generations.building(diary).orElseThrow();
        generations.buildAnewWhatIsLate(List.of(diary));
        assertThat(generations.building(diary)).contains(ordered);

        generations.fail(ordered, "It is not to be built.");
        generations.buildAnewWhatIsLate(List.of(diary));
        assertThat(generations.building(diary)).isEmpty();
        generations.drop(ordered);
        generations.buildAnewWhatIsLate(List.of(new Arrivals(1)));
        assertThat(generations.building(diary)).isEmpty();
        generations.buildAnewWhatIsLate(List.of(diary));
        readSide.builder(generations, story, diary).buildAll(() -> {});
        assertThat(live().incomplete()).isEqualTo(new Incomplete(0, 0, 1));
        generations.buildAnewWhatIsLate(List.of(diary));
        assertThat(generations.building(diary)).isEmpty();
    }

    private void skipTheFirstOfThree() {
        MemberId member = join(1).getFirst();
        story.leaves(member);
        story.returns(member);
        diary.failsInHandler.add(story.log().getFirst().getIdentifier());
        foldAtTheThirdAttempt(story.log());
        letters.skip(failed().getFirst().id(), new Verdict("a bad import", null));
    }

    @Test
    void onlyTheFirstOfAStreamIsDecidedAbout() {
        MemberId member = join(1).getFirst();
        story.leaves(member);
        diary.failsInHandler.add(story.log().getFirst().getIdentifier());
        foldAtTheThirdAttempt(story.log());

        long waiting = failed().getFirst().id() + 1;
        assertThatRefused(() -> letters.skip(waiting, MENDED), 409, "DEAD_LETTER_WAITS");
        assertThatRefused(() -> letters.retry(waiting + 1, MENDED), 404, "DEAD_LETTER_UNKNOWN");
    }

    @Test
    void decisionsWaitForTheBatchUnderWay() {
        MemberId member = join(1).getFirst();
        diary.failsInHandler.add(story.log().getFirst().getIdentifier());
        foldAtTheThirdAttempt(story.log());
        diary.isMended();
        story.leaves(member);
        long id = failed().getFirst().id();

        CompletableFuture<DeadLetters.Result> decided =
                Objects.requireNonNull(new TransactionTemplate(readSide.transactions).execute(status -> {
                    new Catalogue(readSide.dataSource).holdLive("diary");
                    CompletableFuture<DeadLetters.Result> deciding =
                            CompletableFuture.supplyAsync(() -> letters.retry(id, MENDED));
                    await().until(this::somebodyWaitsForALock);
                    return deciding;
                }));

        assertThat(decided.join().folded()).isEqualTo(1);
    }

    @Test
    void lettersGoWithTheirGeneration() throws InterruptedException {
        join(1);
        diary.failsInHandler.add(story.log().getFirst().getIdentifier());
        foldAtTheThirdAttempt(story.log());
        long id = failed().getFirst().id();
        Generation old = live();
        diary.isMended();
        generations.build(diary);
        readSide.builder(generations, story, diary).buildAll(() -> {});

        assertThat(incompleteOfAnAnswer()).isNull();
        assertThatRefused(() -> letters.retry(id, MENDED), 409, "VIEW_REBUILT");
        generations.drop(old);
        assertThat(failed()).isEmpty();
        assertThatRefused(() -> letters.retry(id, MENDED), 404, "DEAD_LETTER_UNKNOWN");
    }

    @Test
    void nodeOfOtherCodeDecidesNothing() {
        join(1);
        diary.failsInHandler.add(story.log().getFirst().getIdentifier());
        foldAtTheThirdAttempt(story.log());
        DeadLetters elsewhere = readSide.deadLetters(generations, story, new Arrivals(1));

        assertThatRefused(() -> elsewhere.skip(failed().getFirst().id(), MENDED), 409, "VIEW_OF_OTHER_CODE");
        assertThat(live().incomplete()).isEqualTo(new Incomplete(1, 0, 0));
    }

    private List<MemberId> join(int members) {
        List<MemberId> joined = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            joined.add(story.joins("member" + i));
        }
        return joined;
    }

    private void foldAtTheThirdAttempt(List<TrackedEventMessage<?>> events) {
        failTwice(fold, events);
        readSide.fold(fold, events, 1000);
    }

    private void failTwice(EventHandlerInvoker folding, List<TrackedEventMessage<?>> events) {
        for (int attempt = 1; attempt < Fold.ATTEMPTS; attempt++) {
            assertThatIllegalStateException().isThrownBy(() -> readSide.fold(folding, events, 1000));
            assertThat(failed()).isEmpty();
        }
    }

    private static DataAccessException sql(@Nullable String state) {
        return new UncategorizedSQLException("flush", "INSERT", new SQLException("An outage", state));
    }

    private Generation live() {
        return generations.live("diary").orElseThrow();
    }

    private List<DeadLetter> failed() {
        return letters.failed("diary", 0, 1000);
    }

    private @Nullable Incomplete incompleteOfAnAnswer() {
        return readSide.views()
                .read("diary", AsOf.NOW, reading -> List.of(reading.origin()))
                .getFirst()
                .incomplete();
    }

    private List<@Nullable String> entries() {
        return readSide.jdbc.queryForList(
                "SELECT member || ' ' || what FROM %s.entry ORDER BY nr".formatted(live().schema()), String.class);
    }

    private boolean somebodyWaitsForALock() {
        return Boolean.TRUE.equals(readSide.jdbc.queryForObject(
                "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock')", Boolean.class));
    }

    private static void assertThatRefused(ThrowingCallable decision, int status, String code) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(decision).satisfies(refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.code()).isEqualTo(code);
        });
    }
}
