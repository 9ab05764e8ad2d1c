package org.geben.query.generation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializationException;
import org.geben.query.generation.Generation.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds generations beside the live ones: one pass through the log for all that are to be built, then each goes on by
 * itself until it can take the live one's place.
 */
public final class Builder {
    private static final Logger log = LoggerFactory.getLogger(Builder.class);
    /** How many events are written in one transaction. */
    static final int EVENTS_AT_ONCE = 100_000;

    /** The same while there is live traffic, which is not to wait for much. */
    static final int EVENTS_AT_ONCE_BESIDE_TRAFFIC = 10_000;

    /** Of catching up, each shorter than the one before: the live generation stands still for whatever is left. */
    private static final int ROUNDS = 3;

    /** The database does the work, each with one processor. */
    private static final int SETTLING_AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Projections projections;
    private final DataSource readSide;
    private final Generations generations;
    private final History history;
    private final int eventsAtOnce;

    public Builder(
            Collection<? extends Projection<?>> projections,
            DataSource readSide,
            Generations generations,
            History history) {
        this(projections, readSide, generations, history, EVENTS_AT_ONCE);
    }

    Builder(
            Collection<? extends Projection<?>> projections,
            DataSource readSide,
            Generations generations,
            History history,
            int eventsAtOnce) {
        this.projections = new Projections(projections);
        this.readSide = readSide;
        this.generations = generations;
        this.history = history;
        this.eventsAtOnce = eventsAtOnce;
    }

    /**
     * Builds whatever is to be built by this code and is not being built by another node.
     *
     * @param promoted called whenever a generation has taken a live one's place
     * @throws InterruptedException when the events under way are folded, or the indexes under way are made; whoever comes
     *     next goes on there
     */
    public void buildAll(Runnable promoted) throws InterruptedException {
        List<Generation> waiting = waiting();
        if (waiting.isEmpty()) {
            return;
        }
        try (Claims claims = new Claims(readSide)) {
            List<Build> builds = new ArrayList<>();
            for (Generation generation : waiting) {
                if (claims.claim(generation)) {
                    // It may have been finished before it was claimed.
                    generations
                            .find(generation.id())
                            .filter(this::isToBeBuilt)
                            .ifPresent(found -> goesOn(found, () -> builds.add(begin(found))));
                }
            }
            if (!builds.isEmpty()) {
                for (Build build : pass(builds)) {
                    finish(build, promoted);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database of the views does not answer: " + e.getMessage(), e);
        }
    }

    private List<Generation> waiting() {
        return generations.all().stream().filter(this::isToBeBuilt).toList();
    }

    private boolean isToBeBuilt(Generation generation) {
        return generation.state() == State.BUILDING
                && generation.cut() == null
                && projections.thatMade(generation).isPresent();
    }

    private Build begin(Generation generation) {
        log.info("Building {} from position {}", generation.name(), generation.position());
        return generations.begin(generation, projections.thatMade(generation).orElseThrow());
    }

    /** Folds what the log has, once for all, and makes them ready. Answers those that did not fail. */
    private List<Build> pass(List<Build> builds) throws InterruptedException {
        long from = builds.stream().mapToLong(Build::position).min().orElse(0);
        List<Build> folded;
        try (ExecutorService threads = Executors.newFixedThreadPool(builds.size(), Builder::thread)) {
            folded = each(
                    fold(builds, from, threads), build -> generations.pace().run(build::store), threads);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(SETTLING_AT_ONCE, Builder::thread)) {
            return each(longestFirst(folded), build -> build.settle(generations.pace()::run), threads);
        }
    }

    /** So that in the end nobody has to wait for a long one while processors are idle. */
    private static List<Build> longestFirst(List<Build> builds) {
        return builds.stream()
                .sorted(Comparator.comparingInt(Build::lacking).reversed())
                .toList();
    }

    private List<Build> fold(List<Build> builds, long from, ExecutorService threads) throws InterruptedException {
        List<Build> going = builds;
        try (History.Replay replay = history.after(from)) {
            while (!going.isEmpty() && replay.hasNext()) {
                List<TrackedEventMessage<?>> events = replay.next();
                going = each(going, build -> generations.pace().run(() -> fold(events, build)), threads);
            }
        } catch (SerializationException e) {
            // The log cannot be read further, and all of them would have to come past that.
            going.forEach(build -> fail(generations, build.generation(), e));
            return List.of();
        }
        return going;
    }

    private void fold(List<TrackedEventMessage<?>> events, Build build) {
        build.fold(events);
        build.storeIfMany(
                generations.pace().isBusy() ? Math.min(eventsAtOnce, EVENTS_AT_ONCE_BESIDE_TRAFFIC) : eventsAtOnce);
    }

    /** Does something with each at the same time. Answers those that did not fail. */
    private List<Build> each(List<Build> builds, Consumer<Build> step, ExecutorService threads)
            throws InterruptedException {
        List<Callable<Boolean>> steps = new ArrayList<>();
        for (Build build : builds) {
            steps.add(() -> goesOn(build.generation(), () -> step.accept(build)));
        }
        List<Future<Boolean>> outcomes = threads.invokeAll(steps);
        List<Build> going = new ArrayList<>();
        for (int i = 0; i < builds.size(); i++) {
            if (outcome(outcomes.get(i))) {
                going.add(builds.get(i));
            }
        }
        return going;
    }

    private static boolean outcome(Future<Boolean> step) throws InterruptedException {
        try {
            return step.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A generation could not be written", e.getCause());
        }
    }

    /** False if the generation has failed, or fails for now: then the others go on without it, and it is tried again. */
    private boolean goesOn(Generation generation, Runnable step) {
        try {
            return succeeds(generations, generation, step);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("{} cannot be built for now, which is tried again: {}", generation.name(), e.toString());
            log.debug("It cannot be built", e);
            return false;
        }
    }

    /**
     * False if the generation has failed for good, which it says then, or is no longer to be built here. Throws what may be
     * over when it is tried again.
     */
    static boolean succeeds(Generations generations, Generation generation, Runnable step) {
        try {
            step.run();
            return true;
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            if (e instanceof Lost || !generations.isAsFound(generation)) {
                log.info("{} is no longer built here: {}", generation.name(), e.toString());
                return false;
            }
            if (!Unfoldable.lasts(e)) {
                throw e;
            }
            fail(generations, generation, e);
            return false;
        }
    }

    private static void fail(Generations generations, Generation generation, RuntimeException failure) {
        String sentence = Unfoldable.sentence(failure);
        log.error("{} has failed: {}", generation.name(), sentence);
        // A database's message may quote what an event says.
        log.debug("Why it has failed", failure);
        generations.fail(generation, sentence);
    }

    private void finish(Build build, Runnable promoted) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        boolean done = goesOn(build.generation(), () -> {
            for (int round = 1; round <= ROUNDS; round++) {
                build.catchUpTo(history.head(), generations.pace()::run);
            }
            generations.settle(build);
        });
        if (done) {
            State state = generations
                    .find(build.generation().id())
                    .map(Generation::state)
                    .orElse(State.RETIRED);
            log.info("{} is {} at position {}", build.generation().name(), state, build.position());
            if (state == State.LIVE) {
                promoted.run();
            }
        }
    }

    private static Thread thread(Runnable task) {
        return Thread.ofPlatform().daemon().name("generation-builder").unstarted(task);
    }
}
