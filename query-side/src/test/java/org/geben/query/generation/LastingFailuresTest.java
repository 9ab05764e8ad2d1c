package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializationException;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberId;
import org.geben.query.Cut;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.Generation.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;

/** What cannot be folded ends what is built of it, says why, is not tried again, and leaves all else as it is. */
class LastingFailuresTest {
    private final ReadSide readSide = ReadSide.shared();
    private final Diary diary = new Diary();
    private final Arrivals arrivals = new Arrivals(1);
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final Generations generations = readSide.following(story);

    @BeforeEach
    @AfterEach
    void leaveNothingBehind() {
        readSide.dropAll(diary);
        readSide.dropAll(arrivals);
        readSide.jdbc.update("DELETE FROM geben.verification");
    }

    @Test
    void rowThatTheTableRefusesFailsTheBuild() throws InterruptedException {
        refuseTheRowAtPositionThree();
        assertThatBuildFails("from position 1 to 4", "null value in column \"what\"");
    }

    @Test
    void rowThatTheTableRefusesFailsThePast() {
        refuseTheRowAtPositionThree();
        assertThatPastFails("null value in column \"what\"");
    }

    @Test
    void rowThatTheTableRefusesFailsTheVerification() throws InterruptedException {
        refuseTheRowAtPositionThree();
        assertThatVerificationFails("null value in column \"what\"");
    }

    @Test
    void illegibleEventFailsTheBuild() throws InterruptedException {
        story.happensIllegibly(ana);
        assertThatBuildFails("at position 3");
    }

    @Test
    void errorOfAHandlerFailsTheBuild() throws InterruptedException {
        Endless endless = new Endless();
        generations.prepare(endless);
        readSide.builder(generations, story, endless).buildAll(() -> {});

        Generation failed = generations.newest("arrivals").orElseThrow();
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure()).contains("at position 1: ", "StackOverflowError");
    }

    /** Its handler goes deeper and deeper. */
    private static final class Endless implements Projection<Endless.Nothing> {
        private record Nothing() implements Batch {
            @Override
            public void flush(Tables tables) {}
        }

        @Override
        public String name() {
            return "arrivals";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Nothing batch(Buffers buffers, Tables tables) {
            return new Nothing();
        }

        @EventHandler
        void on(MemberJoined event, Nothing batch) {
            throw new StackOverflowError("Handling " + event + " goes on for ever");
        }
    }

    @Test
    void illegibleEventFailsThePast() {
        story.happensIllegibly(ana);
        assertThatPastFails("at position 3");
    }

    @Test
    void illegibleEventFailsTheVerification() throws InterruptedException {
        story.happensIllegibly(ana);
        assertThatVerificationFails("at position 3");
    }

    @Test
    void logThatCannotBeReadFurtherFailsWhateverIsBuilt() throws InterruptedException {
        generations.prepare(diary);
        generations.prepare(arrivals);
        History illegible = new Illegible(new Told(story));
        new Builder(List.of(diary, arrivals), readSide.dataSource, generations, illegible).buildAll(() -> {});
        assertThat(newest(diary).failure()).contains("at position 3");
        assertThat(newest(arrivals).failure()).contains("at position 3");
    }

    @Test
    void buildThatFailsForNowIsTriedAgainAndHoldsUpNoOther() throws InterruptedException {
        generations.prepare(diary);
        generations.prepare(arrivals);
        diary.outage = new UncategorizedSQLException("flush", "INSERT", new SQLException("Full", "53100"));
        build();
        assertThat(newest(diary).state()).isEqualTo(State.BUILDING);
        assertThat(newest(arrivals).state()).isEqualTo(State.LIVE);

        diary.outage = null;
        build();
        assertThat(newest(diary).state()).isEqualTo(State.LIVE);
        assertThat(newest(diary).events()).isEqualTo(2);
    }

    @Test
    void failedPastLeavesNothingButAFewRows() {
        Views views = views();
        for (int member = 0; member < 20; member++) {
            story.happensIllegibly(ana);
            long position = story.position();
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> views.read("diary", new Cut.ByPosition(position), Reading::origin));
        }
        assertThat(generations.all().stream()
                        .filter(generation -> generation.projection().equals("diary")))
                .hasSize(16)
                .allMatch(generation -> generation.state() == State.FAILED);
        assertThat(readSide.schemas()).noneMatch(schema -> schema.startsWith("diary_"));
    }

    @Test
    void tablesOfAFailedPastThatWasReadGoWhenItsReadersHaveFinished() {
        Instant moment = story.log().getFirst().getTimestamp();
        Views views = views();
        views.read("diary", new Cut.ByTime(moment), Reading::origin);
        story.happensIllegibly(ana);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> views.read("diary", new Cut.ByTime(moment), Reading::origin))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("CUT_FAILED"));
        Generation failed = newest(diary);
        assertThat(failed.state()).isEqualTo(State.FAILED);

        generations.dropRetired(Duration.ofMinutes(1));
        assertThat(readSide.schemas()).contains(failed.schema());
        generations.dropRetired(Duration.ZERO);
        assertThat(readSide.schemas()).doesNotContain(failed.schema());
        assertThat(newest(diary)).isEqualTo(failed);
    }

    private void refuseTheRowAtPositionThree() {
        story.leaves(ana);
        story.returns(ana);
        diary.failsInFlush.add(story.log().get(2).getIdentifier());
    }

    private void assertThatBuildFails(String... sentences) throws InterruptedException {
        generations.prepare(diary);
        generations.prepare(arrivals);
        build();
        Generation failed = newest(diary);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure()).contains(sentences).doesNotContain("\n");
        assertThat(readSide.schemas()).doesNotContain(failed.schema());
        assertThat(newest(arrivals).state()).isEqualTo(State.LIVE);
        build();
        assertThat(newest(diary)).isEqualTo(failed);
    }

    private void assertThatPastFails(String sentence) {
        Views views = views();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> views.read("diary", new Cut.ByPosition(3), Reading::origin))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("CUT_FAILED"));
        assertThat(newest(diary).state()).isEqualTo(State.FAILED);
        assertThat(newest(diary).failure()).contains(sentence);
        assertThat(views.read("diary", new Cut.ByPosition(2), Reading::origin).position())
                .isEqualTo(2);
    }

    private void assertThatVerificationFails(String sentence) throws InterruptedException {
        Fold live = readSide.fresh(diary);
        readSide.foldPatiently(live, story.log(), 10);
        readSide.tell(arrivals, story);
        Verification failing = readSide.verifications().order(diary);
        Verification behind = readSide.verifications().order(arrivals);
        readSide.verifier(new Told(story), diary, arrivals).verifyAll();
        assertThat(readSide.verifications().find(failing.id()).orElseThrow()).satisfies(failed -> {
            assertThat(failed.state()).isEqualTo(Verification.State.FAILED);
            assertThat(failed.failure()).contains(sentence);
        });
        assertThat(readSide.verifications().find(behind.id()).orElseThrow().state())
                .isEqualTo(Verification.State.EQUAL);
    }

    private void build() throws InterruptedException {
        readSide.builder(generations, story, diary, arrivals).buildAll(() -> {});
    }

    private Views views() {
        return readSide.views(new Told(story), new Positions(), Duration.ofSeconds(20), diary);
    }

    private Generation newest(Projection<?> projection) {
        return generations.all().stream()
                .filter(generation -> generation.projection().equals(projection.name()))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** A log that can be read for a page, and then no further. */
    private record Illegible(History log) implements History {
        @Override
        public long head() {
            return log.head();
        }

        @Override
        public Optional<Instant> recordedAt(long position) {
            return log.recordedAt(position);
        }

        @Override
        public Replay after(long position) {
            Replay replay = log.after(position);
            return new Replay() {
                @Override
                public boolean hasNext() {
                    if (!replay.hasNext()) {
                        throw new SerializationException("The event at position 3 cannot be read.");
                    }
                    return true;
                }

                @Override
                public List<TrackedEventMessage<?>> next() {
                    return replay.next();
                }

                @Override
                public void close() {
                    replay.close();
                }
            };
        }

        @Override
        public Iterator<? extends DomainEventMessage<?>> stream(String stream, long from) {
            return log.stream(stream, from);
        }
    }
}
