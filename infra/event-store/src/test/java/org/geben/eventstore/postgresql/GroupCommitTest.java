package org.geben.eventstore.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geben.eventstore.AppendOutcomeUnknownException;
import org.geben.eventstore.engine.Outcome;
import org.geben.eventstore.engine.SerializedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {

    private static final Duration LONG = Duration.ofSeconds(50);

    private final GatedWriter writer = new GatedWriter();

    @Test
    void aCallerAloneWritesInItsOwnThread() {
        writer.gate.countDown();
        GroupCommit groupCommit = new GroupCommit(writer, 10, 10, 1_000, LONG);

        assertThat(groupCommit.commit(append(1, 1)).lastPosition()).isEqualTo(1);
        assertThat(groupCommit.commit(append(2, 1)).lastPosition()).isEqualTo(3);

        assertThat(writer.writers).containsExactly(Thread.currentThread(), Thread.currentThread());
    }

    @Test
    void callersThatWaitAreWrittenTogetherInTheOrderOfTheQueue() throws Exception {
        GroupCommit groupCommit = new GroupCommit(writer, 10, 100, 1_000, LONG);
        List<Caller> callers = queueUp(groupCommit, append(1, 1), append(1, 1), append(2, 1), append(3, 1));

        writer.gate.countDown();

        assertThat(positions(callers)).containsExactly(1L, 2L, 4L, 7L);
        assertThat(writer.batches).containsExactly(1, 3);
    }

    @Test
    void callersThatComeAgainAreWrittenTogetherAndNotInTwoHalves() throws Exception {
        int callers = 8;
        int times = 20;
        GroupCommit groupCommit = new GroupCommit(
                batch -> {
                    LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                    return writer.write(batch);
                },
                10,
                100,
                1_000,
                LONG);
        writer.gate.countDown();

        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            for (int caller = 0; caller < callers; caller++) {
                threads.submit(() -> IntStream.range(0, times).forEach(i -> groupCommit.commit(append(1, 1))));
            }
        }

        assertThat(writer.batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(callers * times);
        assertThat(writer.batches).hasSizeLessThan(times * 3 / 2);
    }

    @Test
    void aBatchHoldsNoMoreEventsThanItMay() throws Exception {
        GroupCommit groupCommit = new GroupCommit(writer, 10, 3, 1_000, LONG);
        List<Caller> callers =
                queueUp(groupCommit, append(1, 1), append(2, 1), append(2, 1), append(1, 1), append(7, 1));

        writer.gate.countDown();

        assertThat(positions(callers)).containsExactly(1L, 3L, 5L, 6L, 13L);
        assertThat(writer.batches).containsExactly(1, 1, 2, 1);
    }

    @Test
    void aBatchHoldsNoMoreBytesThanItMay() throws Exception {
        GroupCommit groupCommit = new GroupCommit(writer, 10, 100, 50, LONG);
        List<Caller> callers =
                queueUp(groupCommit, append(1, 1), append(1, 30), append(1, 20), append(1, 1), append(1, 500));

        writer.gate.countDown();

        assertThat(positions(callers)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(writer.batches).containsExactly(1, 2, 1, 1);
    }

    @Test
    void aLeaderThatDiesLeavesNobodyWaitingAndEverybodyUnsureItselfIncluded() throws Exception {
        writer.death = new OutOfMemoryError("as if");
        GroupCommit groupCommit = new GroupCommit(writer, 10, 2, 1_000, LONG);
        List<Caller> callers =
                queueUp(groupCommit, append(1, 1), append(1, 1), append(1, 1), append(1, 1), append(1, 1));

        writer.gate.countDown();

        for (Caller caller : callers) {
            assertThat(caller.outcome()).isInstanceOf(Outcome.Unknown.class);
            assertThatThrownBy(caller.outcome()::lastPosition)
                    .isInstanceOf(AppendOutcomeUnknownException.class)
                    .hasRootCause(writer.death);
        }
        writer.death = null;
        assertThat(groupCommit.commit(append(1, 1))).isInstanceOf(Outcome.Stored.class);
    }

    @Test
    void anInterruptedCallerWithdrawsWhatHasNotBegunAndStaysInterrupted() throws Exception {
        GroupCommit groupCommit = new GroupCommit(writer, 10, 100, 1_000, LONG);
        List<Caller> callers = queueUp(groupCommit, append(1, 1), append(1, 1), append(1, 1));

        callers.get(1).thread.interrupt();

        assertThat(callers.get(1).outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(callers.get(1).interruptedAfterwards).isTrue();
        writer.gate.countDown();
        assertThat(callers.get(2).outcome().lastPosition()).isEqualTo(2);
    }

    @Test
    void anInterruptedLeaderWritesToTheEndAndStaysInterrupted() throws Exception {
        GroupCommit groupCommit = new GroupCommit(
                append -> {
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                    return writer.write(append);
                },
                10,
                100,
                1_000,
                LONG);
        List<Caller> callers = queueUp(groupCommit, append(1, 1), append(1, 1));

        callers.getFirst().thread.interrupt();
        writer.gate.countDown();

        assertThat(positions(callers)).containsExactly(1L, 2L);
        assertThat(callers.getFirst().interruptedAfterwards).isTrue();
    }

    @Test
    void aCallerWhoseTurnDoesNotComeInTimeFails() throws Exception {
        GroupCommit groupCommit = new GroupCommit(writer, 1, 100, 1_000, Duration.ofMillis(50));
        List<Caller> callers = queueUp(groupCommit, append(1, 1));

        Caller waiting = new Caller(groupCommit, append(1, 1));
        assertThat(waiting.outcome()).isInstanceOf(Outcome.Failed.class);

        writer.gate.countDown();
        assertThat(positions(callers)).containsExactly(1L);
    }

    @Test
    void aCallerForWhomTheQueueHasNoRoomInTimeFails() throws Exception {
        GroupCommit patient = new GroupCommit(writer, 1, 100, 1_000, Duration.ofMillis(500));
        Caller leader = new Caller(patient, append(1, 1));
        writer.awaitBegun();
        Caller queued = new Caller(patient, append(1, 1));
        await().until(queued::waits);
        Caller outside = new Caller(patient, append(1, 1));

        assertThat(queued.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(outside.outcome()).isInstanceOf(Outcome.Failed.class);
        writer.gate.countDown();
        assertThat(leader.outcome().lastPosition()).isEqualTo(1);
    }

    @Test
    void everyOneOfManyVirtualCallersGetsAPositionOfItsOwn() throws Exception {
        writer.gate.countDown();
        GroupCommit groupCommit = new GroupCommit(writer, 7, 5, 1_000, LONG);
        List<Future<Long>> positions = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 20_000; caller++) {
                positions.add(
                        threads.submit(() -> groupCommit.commit(append(1, 1)).lastPosition()));
            }
        }

        List<Long> all = new ArrayList<>();
        for (Future<Long> position : positions) {
            all.add(position.get());
        }
        assertThat(all).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(all.stream().mapToLong(Long::longValue).max()).hasValue(20_000);
    }

    /** The first caller is in the writer, the others wait behind it in this order. */
    private List<Caller> queueUp(GroupCommit groupCommit, Append... appends) throws InterruptedException {
        List<Caller> callers = new ArrayList<>();
        for (Append append : appends) {
            Caller caller = new Caller(groupCommit, append);
            if (callers.isEmpty()) {
                writer.awaitBegun();
            }
            await().until(caller::waits);
            callers.add(caller);
        }
        return callers;
    }

    private static List<Long> positions(List<Caller> callers) throws Exception {
        List<Long> positions = new ArrayList<>();
        for (Caller caller : callers) {
            positions.add(caller.outcome().lastPosition());
        }
        return positions;
    }

    private static Append append(int events, int bytes) {
        return new Append(IntStream.range(0, events)
                .mapToObj(i -> new SerializedEvent(
                        UUID.randomUUID().toString(), null, null, null, "type", null, new byte[bytes], new byte[0], 0))
                .toList());
    }

    /** Holds whoever writes first until the gate opens, then counts positions up. */
    private static final class GatedWriter implements GroupCommit.Writer {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch gate = new CountDownLatch(1);
        private final ConcurrentLinkedQueue<Thread> writers = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Integer> batches = new ConcurrentLinkedQueue<>();
        private final AtomicLong position = new AtomicLong();
        private volatile @Nullable Error death;

        @Override
        public List<Outcome> write(List<Append> batch) {
            writers.add(Thread.currentThread());
            batches.add(batch.size());
            begun.countDown();
            boolean interrupted = false;
            while (gate.getCount() > 0) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (death instanceof Error dying) {
                throw dying;
            }
            return batch.stream()
                    .<Outcome>map(append -> new Outcome.Stored(
                            position.addAndGet(append.events().size())))
                    .toList();
        }

        void awaitBegun() throws InterruptedException {
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** An append is made in the thread that it wakes, so each caller makes its own from the given one's events. */
    private static final class Caller {

        private final FutureTask<Outcome> task;
        private final Thread thread;
        private volatile boolean interruptedAfterwards;

        Caller(GroupCommit groupCommit, Append events) {
            task = new FutureTask<>(() -> {
                try {
                    return groupCommit.commit(new Append(events.events()));
                } finally {
                    interruptedAfterwards = Thread.currentThread().isInterrupted();
                }
            });
            thread = Thread.ofPlatform().start(task);
        }

        boolean waits() {
            return Stream.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).anyMatch(thread.getState()::equals);
        }

        Outcome outcome() throws Exception {
            return task.get();
        }
    }
}
