package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.geben.query.AsOf;
import org.junit.jupiter.api.Test;

class MemoTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final AtomicInteger reckoned = new AtomicInteger();

    @Test
    void reckonsOnceAsLongAsTheViewStandsStill() {
        Memo memo = memo(Duration.ZERO);
        assertThat(ask(memo, at(7), AsOf.NOW)).isEqualTo(1);
        assertThat(ask(memo, at(7), AsOf.NOW)).isEqualTo(1);
        assertThat(ask(memo, at(8), AsOf.NOW)).isEqualTo(2);
        assertThat(ask(memo, new Origin("health-2", 8, null), AsOf.NOW)).isEqualTo(3);
    }

    @Test
    void reckonsAnewWhatWasMendedWithoutAStepForward() {
        Memo memo = memo(Duration.ZERO);
        assertThat(ask(memo, new Origin("health-1", 7, new Incomplete(1, 0, 0)), AsOf.NOW))
                .isEqualTo(1);
        assertThat(ask(memo, new Origin("health-1", 7, new Incomplete(0, 1, 0)), AsOf.NOW))
                .isEqualTo(2);
    }

    @Test
    void givesAYoungAnswerAgainUnlessALaterOneIsAskedFor() {
        Memo memo = memo(LONG);
        assertThat(ask(memo, at(7), AsOf.NOW)).isEqualTo(1);
        assertThat(ask(memo, at(8), AsOf.NOW)).isEqualTo(1);
        assertThat(ask(memo, at(8), AsOf.now(7))).isEqualTo(1);
        assertThat(ask(memo, at(8), AsOf.now(8))).isEqualTo(2);
        assertThat(ask(memo, at(9), AsOf.NOW)).isEqualTo(2);
    }

    @Test
    void givesNoOlderAnswerToWhoWantsItExact() {
        Memo memo = memo(LONG);
        assertThat(memo.exact(at(7), AsOf.NOW, "question", reckoned::incrementAndGet))
                .isEqualTo(1);
        assertThat(memo.exact(at(7), AsOf.NOW, "question", reckoned::incrementAndGet))
                .isEqualTo(1);
        assertThat(memo.exact(at(8), AsOf.NOW, "question", reckoned::incrementAndGet))
                .isEqualTo(2);
    }

    @Test
    void oneReckonsForAllWhoAskMeanwhile() throws Exception {
        Memo memo = memo(Duration.ZERO);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = readers.submit(() -> memo.answer(at(7), AsOf.NOW, "question", () -> {
                begun.countDown();
                await(goOn);
                return reckoned.incrementAndGet();
            }));
            begun.await();
            Callable<Integer> asking = () -> ask(memo, at(7), AsOf.NOW);
            List<Future<Integer>> others =
                    Stream.generate(() -> readers.submit(asking)).limit(8).toList();
            goOn.countDown();
            assertThat(first.get()).isEqualTo(1);
            for (Future<Integer> other : others) {
                assertThat(other.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void oneReckonsAnewWhileOthersAreGivenWhatThereIs() throws Exception {
        Memo memo = memo(LONG);
        assertThat(ask(memo, at(7), AsOf.NOW)).isEqualTo(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> second = readers.submit(() -> memo.answer(at(8), AsOf.now(8), "question", () -> {
                begun.countDown();
                await(goOn);
                return reckoned.incrementAndGet();
            }));
            begun.await();
            assertThat(ask(memo, at(7), AsOf.now(7))).isEqualTo(1);
            goOn.countDown();
            assertThat(second.get()).isEqualTo(2);
        }
        assertThat(ask(memo, at(8), AsOf.NOW)).isEqualTo(2);
    }

    @Test
    void failureIsNotKept() {
        Memo memo = memo(LONG);
        assertThatIllegalStateException()
                .isThrownBy(() -> memo.<Integer>answer(at(7), AsOf.NOW, "question", () -> {
                    throw new IllegalStateException("The database is gone.");
                }));
        assertThat(ask(memo, at(7), AsOf.NOW)).isEqualTo(1);
    }

    private static Memo memo(Duration oldest) {
        return new Memo(oldest);
    }

    private int ask(Memo memo, Origin origin, AsOf asOf) {
        return memo.answer(origin, asOf, "question", reckoned::incrementAndGet);
    }

    private static Origin at(long position) {
        return new Origin("health-1", position, null);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
