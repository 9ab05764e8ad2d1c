package org.geben.query.generation;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps building out of the way of live traffic. While events come in and are folded, one step of building is made at a
 * time, whichever generation it is for, so that the other processors are left to those who write and read; and a pause
 * follows each, the longer the more slowly this process folds events than when nothing is built, or as long as the step
 * where another process folds them. Pauses are bounded, so a build ends under any load. Without live traffic steps are
 * made at once, side by side.
 */
public final class Pace {
    /** Traffic is over when nothing was folded for so long, and its slowness with a build when no step was made. */
    private static final long LASTING = TimeUnit.SECONDS.toNanos(1);

    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    /** How many times what is normal folding may take before pauses grow. */
    private static final double BEARABLE = 1.2;

    /** Of the time, for the steps of building. */
    private static final double LEAST_SHARE = 0.1;

    private static final double SHARE_AT_FIRST = 0.5;
    private static final double LESS = 0.9;
    private static final double MORE = 1.02;

    private final LongSupplier nanoTime;
    private final Sleep sleep;
    private final BooleanSupplier elsewhere;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Usual normal = new Usual(0.005);
    private final Usual present = new Usual(0.05);
    private boolean folds;
    private long folded;
    private int steps;
    private boolean stepped;
    private long lastStep;
    private double share = SHARE_AT_FIRST;
    private long paused;

    /** @param elsewhere whether another process folds events that come in */
    Pace(BooleanSupplier elsewhere) {
        this(System::nanoTime, TimeUnit.NANOSECONDS::sleep, elsewhere);
    }

    Pace(LongSupplier nanoTime, Sleep sleep, BooleanSupplier elsewhere) {
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.elsewhere = elsewhere;
    }

    /** Waits. */
    interface Sleep {
        void nanos(long nanos) throws InterruptedException;
    }

    /** Hears how long it took to fold events that came in, from the first one's arrival to the commit. */
    synchronized void folded(long nanos) {
        long now = nanoTime.getAsLong();
        folds = true;
        folded = now;
        if (steps > 0 || stepped && now - lastStep < LASTING) {
            present.add(nanos);
        } else {
            normal.add(nanos);
        }
    }

    /** Whether events come in and are folded. */
    boolean isBusy() {
        return foldsHere() || elsewhere.getAsBoolean();
    }

    private synchronized boolean foldsHere() {
        return folds && nanoTime.getAsLong() - folded < LASTING;
    }

    /**
     * Makes a step of building: alone while there is live traffic, with a pause after it.
     *
     * @throws InterruptedException before the step is begun, or after it was made
     */
    <T> T step(Supplier<T> step) throws InterruptedException {
        if (!isBusy()) {
            return make(step);
        }
        turn.lockInterruptibly();
        try {
            long begun = nanoTime.getAsLong();
            T made = make(step);
            pause(nanoTime.getAsLong() - begun);
            return made;
        } finally {
            turn.unlock();
        }
    }

    /**
     * The same for whoever is not to be interrupted.
     *
     * @throws CancellationException instead
     */
    void run(Runnable step) {
        try {
            step(() -> {
                step.run();
                return true;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The building was interrupted.");
        }
    }

    private <T> T make(Supplier<T> step) {
        begin();
        try {
            return step.get();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        steps++;
    }

    private synchronized void end() {
        steps--;
        stepped = true;
        lastStep = nanoTime.getAsLong();
    }

    private void pause(long worked) throws InterruptedException {
        long nanos = pauseAfter(worked);
        if (nanos > 0) {
            sleep.nanos(nanos);
        }
    }

    private synchronized long pauseAfter(long worked) {
        if (present.isKnown() && normal.isKnown()) {
            boolean bearable = present.value() <= BEARABLE * normal.value();
            share = bearable ? Math.min(1, share * MORE) : Math.max(LEAST_SHARE, share * LESS);
        }
        long nanos = Math.min(LONGEST_PAUSE, Math.round(worked * (1 / share - 1)));
        paused += nanos;
        return nanos;
    }

    /** How long builds have paused altogether. */
    public synchronized Duration paused() {
        return Duration.ofNanos(paused);
    }

    /** A geometric mean in which the past fades: rare long ones do not carry it away. */
    private static final class Usual {
        private final double weight;
        private double logarithm = Double.NaN;

        Usual(double weight) {
            this.weight = weight;
        }

        void add(long nanos) {
            double next = Math.log(Math.max(1, nanos));
            logarithm = isKnown() ? logarithm + weight * (next - logarithm) : next;
        }

        boolean isKnown() {
            return !Double.isNaN(logarithm);
        }

        double value() {
            return Math.exp(logarithm);
        }
    }
}
