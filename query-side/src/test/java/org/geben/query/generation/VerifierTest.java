package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.member.MemberId;
import org.geben.query.Story;
import org.geben.query.generation.ComparedTable.Difference;
import org.geben.query.generation.ComparedTable.DifferingRow;
import org.geben.query.generation.ComparedTable.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private final ReadSide readSide = ReadSide.shared();
    private final Arrivals projection = new Arrivals(1);
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");

    @BeforeEach
    void tell() {
        readSide.dropAll(projection);
        endWhatOthersHaveLeft();
        readSide.tell(projection, story);
    }

    @Test
    void liveGenerationIsWhatItsEventsFoldInto() {
        Verification verification = readSide.verify(projection, story);
        assertThat(verification.state()).isEqualTo(Verification.State.EQUAL);
        assertThat(verification.generation()).isEqualTo(live().name());
        assertThat(verification.position()).isEqualTo(4);
        assertThat(verification.finishedAt()).isNotNull();
        assertThat(verification.tables()).singleElement().satisfies(table -> {
            assertThat(table.table()).isEqualTo("arrival");
            assertThat(table.rows()).isEqualTo(2);
            assertThat(table.checksum()).matches("[0-9a-f]{64}");
        });
        assertThatNothingIsLeftOver(verification);
    }

    @Test
    void corruptedRowIsFound() {
        change("UPDATE $.arrival SET handle = 'anna' WHERE member = ?", ana);
        assertThatOneRowDiffers(ana, Kind.CHANGED, "handle");
    }

    @Test
    void missingRowIsFound() {
        change("DELETE FROM $.arrival WHERE member = ?", ben);
        assertThatOneRowDiffers(ben, Kind.MISSING);
    }

    @Test
    void surplusRowIsFound() {
        MemberId nobody = MemberId.imported("story", "nobody");
        change("INSERT INTO $.arrival (member, handle) VALUES (?, 'nobody')", nobody);
        assertThatOneRowDiffers(nobody, Kind.SURPLUS);
    }

    @Test
    void bothStandAtOnePositionWhereTheLiveOneIsBehindTheLog() {
        story.joins("cleo");
        story.joins("dan");
        Verification verification = readSide.verify(projection, story);
        assertThat(verification.state()).isEqualTo(Verification.State.EQUAL);
        assertThat(verification.position()).isEqualTo(4);
    }

    @Test
    void liveGenerationFollowsTheLogMeanwhile() {
        Fold live = readSide.follow(projection);
        Verification verification;
        try (ExecutorService processor = Executors.newSingleThreadExecutor()) {
            History growing = new Growing(story, () -> {
                int before = (int) story.position();
                story.joins("member" + before);
                List<TrackedEventMessage<?>> next = story.log().subList(before, before + 2);
                processor.execute(() -> readSide.fold(live, next, 1));
            });
            verification = readSide.verify(projection, growing);
        }
        assertThat(verification.state()).isEqualTo(Verification.State.EQUAL);
        assertThat(live().position()).isEqualTo(story.position()).isGreaterThanOrEqualTo(6);
        assertThat(readSide.verify(projection, story).state()).isEqualTo(Verification.State.EQUAL);
    }

    @Test
    void liveGenerationStandsStillOnlyWhileItIsHeld() throws Exception {
        story.joins("cleo");
        Fold live = readSide.follow(projection);
        CountDownLatch folding = new CountDownLatch(1);
        CompletableFuture<Void> fold;
        try (HeldLive held = new HeldLive(readSide.dataSource, "arrivals")) {
            assertThat(held.generation().orElseThrow().position()).isEqualTo(4);
            fold = CompletableFuture.runAsync(() -> {
                folding.countDown();
                readSide.fold(live, story.log().subList(4, 6), 10);
            });
            folding.await();
            assertThatThrownBy(() -> fold.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(live().position()).isEqualTo(4);
        }
        fold.get(10, TimeUnit.SECONDS);
        assertThat(live().position()).isEqualTo(6);
    }

    @Test
    void liveGenerationIsLetGoWhenItsHolderHangs() throws Exception {
        story.joins("cleo");
        HeldLive hanging = new HeldLive(readSide.dataSource, "arrivals");
        readSide.fold(readSide.follow(projection), story.log().subList(4, 6), 10);
        assertThat(live().position()).isEqualTo(6);
        assertThatThrownBy(hanging::close).isInstanceOf(SQLException.class);
        assertThat(readSide.verify(projection, story).state()).isEqualTo(Verification.State.EQUAL);
    }

    @Test
    void interruptedVerificationGoesOnWhereItWasLeft() throws InterruptedException {
        Verification ordered = readSide.verifications().order(projection);
        assertThat(readSide.verifications().order(projection).id()).isEqualTo(ordered.id());
        History interrupting = new Growing(story, () -> Thread.currentThread().interrupt());
        assertThatThrownBy(() -> readSide.verifier(interrupting, projection).verifyAll())
                .isInstanceOf(InterruptedException.class);
        Generation fresh = readSide.generations.find(ordered.fresh()).orElseThrow();
        assertThat(fresh.state()).isEqualTo(Generation.State.VERIFYING);
        readSide.begin(readSide.following(story), fresh, projection, story.log().subList(0, 3));

        readSide.verifier(new Told(story), projection).verifyAll();

        Verification verification = readSide.verifications().find(ordered.id()).orElseThrow();
        assertThat(verification.state()).isEqualTo(Verification.State.EQUAL);
        assertThatNothingIsLeftOver(verification);
    }

    @Test
    void interruptionByWhichTheLogCannotBeReadIsNoFailureToBeTriedAgain() {
        readSide.verifications().order(projection);
        History interrupted = new Growing(story, () -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the log was read");
        });
        assertThatThrownBy(() -> readSide.verifier(interrupted, projection).verifyAll())
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void verificationThatStoppedBeforeItsKeysWereMadeMakesThem() throws InterruptedException {
        Verification ordered = readSide.verifications().order(projection);
        Generation fresh = readSide.generations.find(ordered.fresh()).orElseThrow();
        readSide.begin(readSide.following(story), fresh, projection, story.log());

        readSide.verifier(new Told(story), projection).verifyAll();

        assertThat(state(ordered)).isEqualTo(Verification.State.EQUAL);
    }

    @Test
    void viewOfAnEmptyLogIsWhatNoEventsFoldInto() {
        readSide.fresh(projection);
        Verification verification = readSide.verify(projection, new Story());
        assertThat(verification.state()).isEqualTo(Verification.State.EQUAL);
        assertThat(verification.position()).isZero();
        assertThatNothingIsLeftOver(verification);
    }

    @Test
    void verificationThatAnotherNodeCarriesOutIsLeftToIt() throws Exception {
        Verification ordered = readSide.verifications().order(projection);
        Verifier verifier = readSide.verifier(new Told(story), projection);
        try (Claims other = new Claims(readSide.dataSource)) {
            other.claim(readSide.generations.find(ordered.fresh()).orElseThrow());
            verifier.verifyAll();
            assertThat(state(ordered)).isEqualTo(Verification.State.RUNNING);
        }
        verifier.verifyAll();
        assertThat(state(ordered)).isEqualTo(Verification.State.EQUAL);
    }

    @Test
    void generationFoldedAnewNeverTakesTheLiveOnesPlace() throws InterruptedException {
        Generation live = live();
        Verification ordered = readSide.verifications().order(projection);
        Generations generations = readSide.following(story);
        generations.prepare(projection);
        readSide.builder(generations, story, projection).buildAll(() -> {});
        assertThat(live()).isEqualTo(live);
        assertThat(readSide.generations.find(ordered.fresh()).orElseThrow().position())
                .isZero();
        assertThat(readSide.generations.building(projection)).isEmpty();
    }

    @Test
    void droppedGenerationEndsItsVerification() {
        Verification ordered = readSide.verifications().order(projection);
        assertThat(readSide.generations.dropUnread(
                        readSide.generations.find(ordered.fresh()).orElseThrow()))
                .isTrue();
        assertThatFailed(readSide.verify(projection, story), "was dropped");
    }

    @Test
    void generationDroppedWhileItIsFoldedEndsItsVerification() {
        Verification ordered = readSide.verifications().order(projection);
        Generation fresh = readSide.generations.find(ordered.fresh()).orElseThrow();
        History dropping = new Growing(story, () -> readSide.generations.dropUnread(fresh));

        assertThatFailed(readSide.verify(projection, dropping), "was dropped");
    }

    @Test
    void failingHandlerEndsTheVerificationAndNamesTheEvent() {
        Verification verification = readSide.verify(new Arrivals(1, "ben"), story);
        assertThatFailed(verification, "at position 3");
        assertThatNothingIsLeftOver(verification);
    }

    @Test
    void liveGenerationOfOtherCodeIsNotComparedWith() {
        Verification verification = readSide.verify(new Arrivals(2), story);
        assertThatFailed(verification, "made by version 1 of the code, and this is version 2");
        assertThatNothingIsLeftOver(verification);
    }

    @Test
    void codeThatHasChangedMeanwhileEndsTheVerification() throws InterruptedException {
        Verification ordered = readSide.verifications().order(projection);
        readSide.verifier(new Told(story), new Arrivals(2)).verifyAll();
        Verification verification = readSide.verifications().find(ordered.id()).orElseThrow();
        assertThatFailed(verification, "code of the view has changed");
        assertThatNothingIsLeftOver(verification);
    }

    @Test
    void lastResultOfEachProjectionIsRemembered() {
        readSide.verify(projection, story);
        change("DELETE FROM $.arrival WHERE member = ?", ben);
        Verification last = readSide.verify(projection, story);
        readSide.verify(new Arrivals(2), story);
        assertThat(readSide.verifications().lastOfEach())
                .filteredOn(verification -> verification.projection().equals("arrivals"))
                .containsExactly(last);
        assertThat(readSide.verifications().newest(1))
                .singleElement()
                .extracting(Verification::state)
                .isEqualTo(Verification.State.FAILED);
    }

    /** Does something after each page that is read. */
    private record Growing(Story story, Runnable afterEachPage) implements History {
        @Override
        public long head() {
            return story.position();
        }

        @Override
        public Optional<Instant> recordedAt(long position) {
            return new Told(story).recordedAt(position);
        }

        @Override
        public Replay after(long position) {
            Replay told = new Told(story).after(position);
            return new Replay() {
                @Override
                public boolean hasNext() {
                    return told.hasNext();
                }

                @Override
                public List<TrackedEventMessage<?>> next() {
                    List<TrackedEventMessage<?>> page = told.next();
                    afterEachPage.run();
                    return page;
                }

                @Override
                public void close() {
                    told.close();
                }
            };
        }

        @Override
        public Iterator<? extends DomainEventMessage<?>> stream(String stream, long from) {
            return new Told(story).stream(stream, from);
        }
    }

    private void endWhatOthersHaveLeft() {
        readSide.jdbc.update("DELETE FROM geben.verification WHERE projection = 'arrivals'");
    }

    private Generation live() {
        return readSide.generations.live("arrivals").orElseThrow();
    }

    private Verification.State state(Verification verification) {
        return readSide.verifications().find(verification.id()).orElseThrow().state();
    }

    private void change(String sql, MemberId member) {
        assertThat(readSide.jdbc.update(sql.replace("$.", live().schema() + "."), member.value()))
                .isEqualTo(1);
    }

    private void assertThatOneRowDiffers(MemberId member, Kind kind, String... columns) {
        Verification verification = readSide.verify(projection, story);
        assertThat(verification.state()).isEqualTo(Verification.State.DIFFERENT);
        @Nullable Difference difference = verification.tables().getFirst().difference();
        assertThat(Objects.requireNonNull(difference).first())
                .containsExactly(
                        new DifferingRow(Map.of("member", member.value().toString()), kind, List.of(columns)));
        assertThat(difference.missing() + difference.surplus() + difference.changed())
                .isEqualTo(1);
        assertThatNothingIsLeftOver(verification);
    }

    private static void assertThatFailed(Verification verification, String sentence) {
        assertThat(verification.state()).isEqualTo(Verification.State.FAILED);
        assertThat(verification.failure()).contains(sentence);
        assertThat(verification.position()).isNull();
    }

    private void assertThatNothingIsLeftOver(Verification verification) {
        assertThat(readSide.generations.find(verification.fresh())).isEmpty();
        assertThat(readSide.schemas()).doesNotContain("arrivals_" + verification.fresh());
    }
}
