package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    private final AtomicLong clock = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicBoolean elsewhere = new AtomicBoolean();
    private final Pace pace = new Pace(clock::get, this::sleep, elsewhere::get);

    @Test
    void stepsAreMadeSideBySideWithoutTraffic() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Callable<Boolean> step = () -> pace.step(() -> {
            try {
                return both.await(10, TimeUnit.SECONDS) >= 0;
            } catch (Exception e) {
                throw new IllegalStateException("It was alone", e);
            }
        });

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> made : threads.invokeAll(List.of(step, step))) {
                assertThat(made.get()).isTrue();
            }
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void oneStepIsMadeAtATimeBesideTraffic() throws Exception {
        pace.folded(MILLI.toNanos());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean secondIsMade = new AtomicBoolean();

        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Boolean> first = threads.submit(() -> pace.step(() -> {
                begun.countDown();
                awaited(end);
                return secondIsMade.get();
            }));
            awaited(begun);
            Thread second = Thread.startVirtualThread(() -> makeStep(secondIsMade));
            await().until(() -> second.getState() == Thread.State.WAITING);
            end.countDown();

            assertThat(first.get()).isFalse();
            second.join();
            assertThat(secondIsMade).isTrue();
        }
    }

    @Test
    void pausesAsLongAsItWorksWhileAnotherProcessHasTheTraffic() throws InterruptedException {
        work(Duration.ofMillis(80));
        assertThat(pauses).isEmpty();

        elsewhere.set(true);
        assertThat(pace.isBusy()).isTrue();
        work(Duration.ofMillis(80));
        assertThat(pauses).containsExactly(Duration.ofMillis(80));
    }

    @Test
    void pausesAsLongAsItWorksWhereWhatIsNormalIsNotKnown() throws InterruptedException {
        pace.step(() -> true);
        traffic(1, Duration.ofMillis(9));

        work(Duration.ofMillis(80));

        assertThat(pauses).containsExactly(Duration.ofMillis(80));
        assertThat(pace.paused()).isEqualTo(Duration.ofMillis(80));
    }

    @Test
    void pausesGrowWhileFoldingTakesLongerThanItShouldAndLeaveATenthOfTheTime() throws InterruptedException {
        traffic(1_000, MILLI);

        for (int step = 0; step < 100; step++) {
            work(Duration.ofMillis(20));
            traffic(10, MILLI.multipliedBy(4));
        }

        assertThat(pauses).isSorted();
        assertThat(pauses.getFirst()).isEqualTo(Duration.ofMillis(20));
        assertThat(pauses.getLast()).isBetween(Duration.ofMillis(179), Duration.ofMillis(181));
    }

    @Test
    void pausesEndWhileFoldingTakesWhatItUsuallyTakes() throws InterruptedException {
        traffic(1_000, MILLI);

        for (int step = 0; step < 100; step++) {
            work(Duration.ofMillis(20));
            traffic(10, MILLI);
        }

        assertThat(pauses.getLast()).isLessThan(MILLI);
    }

    @Test
    void whatIsNormalIsNotLearntWhileItIsBuilt() throws InterruptedException {
        traffic(1_000, MILLI);
        for (int step = 0; step < 200; step++) {
            work(Duration.ofMillis(20));
            traffic(100, MILLI.multipliedBy(4));
        }

        assertThat(pauses.getLast()).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void noPauseIsLongerThanASecond() throws InterruptedException {
        traffic(1, MILLI);

        work(Duration.ofMinutes(1));

        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void doesNotPauseWhenTrafficIsOver() throws InterruptedException {
        traffic(1_000, MILLI);
        pass(Duration.ofSeconds(2));

        work(Duration.ofMillis(20));

        assertThat(pace.isBusy()).isFalse();
        assertThat(pauses).isEmpty();
    }

    @Test
    void whoWaitsForATurnCanBeInterrupted() {
        traffic(1, MILLI);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> pace.step(() -> true));
    }

    private void traffic(int folds, Duration each) {
        for (int fold = 0; fold < folds; fold++) {
            pace.folded(each.toNanos());
        }
    }

    private void work(Duration lasting) throws InterruptedException {
        pace.step(() -> {
            pass(lasting);
            return true;
        });
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private void sleep(long nanos) {
        pauses.add(Duration.ofNanos(nanos));
        clock.addAndGet(nanos);
    }

    private void makeStep(AtomicBoolean made) {
        try {
            pace.step(() -> made.compareAndSet(false, true));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaited(CountDownLatch other) {
        try {
            assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
