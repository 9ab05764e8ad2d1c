package org.geben.query.history;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.time.Duration;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.query.Refusal;

/**
 * One client following the log. It holds no queue: the next event is read from the log when the client has taken the
 * one before, so a slow client costs a waiting thread and nothing else.
 */
final class Subscription {
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** How long a waiting subscription may overlook that it was asked to end. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final BlockingStream<TrackedEventMessage<?>> log;
    private final Types types;
    private final EventFrames frames;
    private final Runnable permission;
    private final long silence;
    private volatile boolean ended;
    private long told;
    private long seen;
    private boolean unflushed;
    private long lastWritten;
    private long lastPermitted;

    /**
     * @param start the position after which {@code log} begins
     * @param permission throws a {@link Refusal} where the client may not follow it any more; it may when it begins
     */
    Subscription(
            BlockingStream<TrackedEventMessage<?>> log,
            long start,
            Types types,
            EventFrames frames,
            Runnable permission,
            Duration heartbeat) {
        this.log = log;
        this.types = types;
        this.frames = frames;
        this.permission = permission;
        this.silence = heartbeat.toNanos();
        this.told = start;
        this.seen = start;
    }

    /**
     * Returns once it was asked to end, or the client may not follow it any more.
     *
     * @throws IOException if the client has gone
     */
    void follow() throws IOException, InterruptedException {
        frames.retryAfter(RETRY);
        // Told at once, so that a client cut off before its first event resumes from here and not from a later head.
        frames.position(told);
        flush();
        lastPermitted = lastWritten;
        while (!ended) {
            if (System.nanoTime() - lastPermitted >= silence && !isPermitted()) {
                return;
            }
            if (log.hasNextAvailable(untilHeartbeat(), MILLISECONDS)) {
                take(log.nextAvailable());
            }
            if (unflushed && !log.hasNextAvailable()) {
                flush();
            }
            if (System.nanoTime() - lastWritten >= silence) {
                beat();
            }
        }
    }

    void end() {
        ended = true;
    }

    /** Asked again from time to time, however much there is to send: roles are taken back while streams are open. */
    private boolean isPermitted() throws IOException {
        try {
            permission.run();
        } catch (Refusal refusal) {
            frames.refused(refusal);
            flush();
            return false;
        }
        lastPermitted = System.nanoTime();
        return true;
    }

    private void take(TrackedEventMessage<?> event) throws IOException {
        seen = Position.of(event.trackingToken());
        if (types.include(event)) {
            frames.event(event);
            told = seen;
            unflushed = true;
        }
    }

    private void beat() throws IOException {
        if (seen > told) {
            frames.position(seen);
            told = seen;
        }
        frames.heartbeat();
        flush();
    }

    private void flush() throws IOException {
        frames.flush();
        unflushed = false;
        lastWritten = System.nanoTime();
    }

    private int untilHeartbeat() {
        long left = lastWritten + silence - System.nanoTime();
        return (int) Math.clamp(left / 1_000_000, 1, LONGEST_WAIT.toMillis());
    }
}
