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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowThatTheTableRefusesFailsTheBuildAndIsFound(boolean gathers) throws InterruptedException {
        Diary written = gathers ? Diary.gathering() : diary;
        readSide.tell(written, story);
        Generation live = live();
        refuse(written, 1);
        generations.build(written);
        generations.prepare(arrivals);
        build(written);

        Generation failed = newest(written);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure())
                .contains("the event " + story.log().getFirst().getIdentifier() + " at position 1")
                .contains("null value in column \"what\"")
                .doesNotContain("\n");
        assertThat(readSide.schemas()).doesNotContain(failed.schema());
        assertThat(live()).isEqualTo(live);
        assertThat(newest(arrivals).state()).isEqualTo(State.LIVE);
        build(written);
        assertThat(newest(written)).isEqualTo(failed);
    }

    @Test
    void rowThatTheTableRefusesFailsTheVerification() throws InterruptedException {
        readSide.tell(diary, story);
        readSide.tell(arrivals, story);
        refuse(diary, 1);
        Verification failing = readSide.verifications().order(diary);
        Verification behind = readSide.verifications().order(arrivals);
        readSide.verifier(new Told(story), diary, arrivals).verifyAll();
        assertThat(readSide.verifications().find(failing.id()).orElseThrow()).satisfies(failed -> {
            assertThat(failed.state()).isEqualTo(Verification.State.FAILED);
            assertThat(failed.failure()).contains("at position 1", "null value in column \"what\"");
        });
        assertThat(readSide.verifications().find(behind.id()).orElseThrow().state())
                .isEqualTo(Verification.State.EQUAL);
    }

    @Test
    void tableThatLacksAColumnFailsTheBuild() throws InterruptedException {
        generations.prepare(diary);
        diary.outage = lackingColumn();
        build(diary);
        assertThat(newest(diary).state()).isEqualTo(State.FAILED);
        assertThat(newest(diary).failure()).contains("No such column");
    }

    @Test
    void errorOfAHandlerFailsTheBuild() throws InterruptedException {
        readSide.tell(arrivals, story);
        Endless endless = new Endless();
        generations.build(endless);
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
        build(diary);
        assertThat(newest(diary).state()).isEqualTo(State.BUILDING);
        assertThat(newest(arrivals).state()).isEqualTo(State.LIVE);

        diary.outage = null;
        build(diary);
        assertThat(newest(diary).state()).isEqualTo(State.LIVE);
        assertThat(newest(diary).events()).isEqualTo(2);
    }

    @Test
    void failedPastLeavesNothingButAFewRows() {
        Views views = views();
        diary.outage = lackingColumn();
        for (int member = 0; member < 20; member++) {
            story.joins("member" + member);
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
        story.returns(ana);
        diary.outage = lackingColumn();
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

    private void refuse(Diary written, int position) {
        written.failsInFlush.add(story.log().get(position - 1).getIdentifier());
    }

    private static RuntimeException lackingColumn() {
        return new UncategorizedSQLException("flush", "INSERT", new SQLException("No such column", "42703"));
    }

    private void build(Diary written) throws InterruptedException {
        readSide.builder(generations, story, written, arrivals).buildAll(() -> {});
    }

    private Generation live() {
        return generations.live("diary").orElseThrow();
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
