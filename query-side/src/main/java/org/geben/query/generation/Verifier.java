package org.geben.query.generation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries verifications out: folds the log anew, behind the scenes, up to where the live generation stands, and compares
 * the two. The live one stands still only while the last few events are folded that it is ahead, and a snapshot of the
 * database is taken in which both have the same position; it follows the log again while they are compared.
 */
public final class Verifier {
    private static final Logger log = LoggerFactory.getLogger(Verifier.class);

    /** Each is shorter than the one before, unless events come in quicker than they are folded. */
    private static final int ROUNDS = 3;

    private static final int ATTEMPTS = 3;
    private static final String DROPPED = "The generation that it folded was dropped: have it verified again.";

    private final Projections projections;
    private final DataSource readSide;
    private final JdbcTemplate jdbc;
    private final Catalogue catalogue;
    private final Letters letters;
    private final TransactionTemplate transaction;
    private final TransactionTemplate snapshot;
    private final Generations generations;
    private final Verifications verifications;
    private final History history;

    public Verifier(
            Collection<? extends Projection<?>> projections,
            DataSource readSide,
            PlatformTransactionManager transactions,
            Generations generations,
            Verifications verifications,
            History history) {
        this.projections = new Projections(projections);
        this.readSide = readSide;
        this.jdbc = new JdbcTemplate(readSide);
        this.catalogue = new Catalogue(readSide);
        this.letters = new Letters(readSide);
        this.transaction = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.generations = generations;
        this.verifications = verifications;
        this.history = history;
    }

    /**
     * Carries out whatever verification this code can and no other node does. One that was interrupted goes on where it
     * was left.
     *
     * @throws InterruptedException when the events under way are folded; whoever comes next goes on about there
     */
    public void verifyAll() throws InterruptedException {
        for (Verification running : verifications.running()) {
            Optional<Projection<?>> projection = projections.named(running.projection());
            if (projection.isPresent()) {
                try {
                    verify(running, projection.get());
                } catch (RuntimeException e) {
                    log.debug("It cannot be verified", e);
                    // Whoever reads the log tells an interruption by a failure.
                    stopIfInterrupted();
                    // Those behind it need not wait for that.
                    log.warn(
                            "The view {} cannot be verified for now, which is tried again: {}",
                            running.projection(),
                            e.toString());
                }
            }
        }
    }

    private void verify(Verification verification, Projection<?> projection) throws InterruptedException {
        Optional<Generation> fresh = catalogue.find(verification.fresh());
        if (fresh.isEmpty()) {
            verifications.fail(verification, DROPPED);
            return;
        }
        if (fresh.get().version() > projection.version()) {
            return;
        }
        try (Claims claims = new Claims(readSide)) {
            // It may have been finished, or brought further, before it was claimed.
            Optional<Generation> mine =
                    claims.claim(fresh.get()) ? catalogue.find(verification.fresh()) : Optional.empty();
            if (mine.isPresent()) {
                verify(verification, projection, mine.get());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database of the views does not answer: " + e.getMessage(), e);
        }
    }

    private void verify(Verification verification, Projection<?> projection, Generation fresh)
            throws InterruptedException, SQLException {
        log.info("Verifying {} by {}, from position {}", projection.name(), fresh.name(), fresh.position());
        try {
            if (fresh.version() != projection.version()) {
                throw new Unfoldable("The code of the view has changed meanwhile: have it verified again.");
            }
            compare(verification, projection, generations.begin(fresh, projection));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            if (!generations.isAsFound(fresh)) {
                log.info("{} is no longer verified: {}", projection.name(), e.toString());
                verifications.fail(verification, DROPPED);
                return;
            }
            if (!Unfoldable.lasts(e)) {
                throw e;
            }
            String sentence = Unfoldable.sentence(e);
            log.error("The view {} could not be verified: {}", projection.name(), sentence);
            log.debug("Why it could not", e);
            verifications.fail(verification, sentence);
        }
    }

    private void compare(Verification verification, Projection<?> projection, Build begun)
            throws InterruptedException, SQLException {
        Build build = begun;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            for (int round = 1; round <= ROUNDS; round++) {
                bring(build, live(projection).position());
            }
            Outcome outcome = compareHeld(projection, build);
            if (outcome instanceof Outcome.Compared compared) {
                record(verification, compared);
                return;
            }
            if (outcome instanceof Outcome.LackingOthers) {
                build = anew(build, projection);
            }
        }
        throw new Unfoldable(
                "The view has not stood still for as long as it takes to compare it: have it verified at a quieter time.");
    }

    /** Something that is parked or skipped in the live one was decided about after the fresh one had been folded. */
    private Build anew(Build build, Projection<?> projection) {
        log.info(
                "{} begins anew: what the view lacks has been decided about meanwhile",
                build.generation().name());
        transaction.executeWithoutResult(status -> {
            build.requireMine();
            build.beginAnew();
        });
        return generations.begin(catalogue.find(build.generation().id()).orElseThrow(), projection);
    }

    private sealed interface Outcome {
        record Compared(Generation live, List<ComparedTable> tables) implements Outcome {}

        /** The live one could not be held for as long as it took. */
        record LetGo() implements Outcome {}

        /** They do not lack the same events. */
        record LackingOthers() implements Outcome {}
    }

    private Outcome compareHeld(Projection<?> projection, Build build) throws SQLException {
        try (HeldLive held = new HeldLive(readSide, projection.name())) {
            Generation live = held.generation().orElseThrow(() -> missing(projection));
            requireSameCode(live, projection);
            build.catchUpTo(live.position());
            return Objects.requireNonNull(snapshot.execute(status -> compareInSnapshot(held, live, build)));
        }
    }

    private Outcome compareInSnapshot(HeldLive held, Generation live, Build build) {
        // The first statement decides what the snapshot shows.
        boolean asHeld = catalogue
                .find(live.id())
                .filter(found -> found.state() == live.state() && found.position() == build.position())
                .isPresent();
        release(held);
        if (!asHeld) {
            return new Outcome.LetGo();
        }
        return letters.lackTheSame(live, build.generation())
                ? compared(live, build.generation())
                : new Outcome.LackingOthers();
    }

    private Outcome compared(Generation live, Generation fresh) {
        JdbcClient client = JdbcClient.create(jdbc);
        StoredTable.keep(live.schema(), client);
        StoredTable.keep(fresh.schema(), client);
        List<ComparedTable> tables = new ArrayList<>();
        Interruptible.run(jdbc, () -> tables.addAll(new Comparison(jdbc).of(live, fresh)));
        return new Outcome.Compared(live, tables);
    }

    private static void release(HeldLive held) {
        try {
            held.close();
        } catch (SQLException e) {
            log.debug("The database has let the live generation go", e);
        }
    }

    private void record(Verification verification, Outcome.Compared compared) {
        Verification.State found = verifications.finish(verification, compared.live(), compared.tables());
        if (found == Verification.State.EQUAL) {
            log.info(
                    "{} is what its events fold into, at position {}",
                    compared.live().name(),
                    compared.live().position());
        } else {
            log.error(
                    "{} differs from what its events fold into, at position {}: see verification {}",
                    compared.live().name(),
                    compared.live().position(),
                    verification.id());
        }
    }

    private Generation live(Projection<?> projection) {
        Generation live = generations.live(projection.name()).orElseThrow(() -> missing(projection));
        requireSameCode(live, projection);
        return live;
    }

    private static Unfoldable missing(Projection<?> projection) {
        return new Unfoldable(
                "The view %s has no live generation yet: have it verified when it has.".formatted(projection.name()));
    }

    private static void requireSameCode(Generation live, Projection<?> projection) {
        if (live.version() != projection.version()) {
            throw new Unfoldable(
                    "%s was made by version %d of the code, and this is version %d: have it verified by that one, or after the new one is live."
                            .formatted(live.name(), live.version(), projection.version()));
        }
    }

    /** Never further: the live one may be behind the log, and nothing is ever unfolded. */
    private void bring(Build build, long to) throws InterruptedException {
        if (build.position() < to) {
            replay(build, to);
        }
        // Also one that was left there: it may have stopped before its keys were made.
        build.settle();
        stopIfInterrupted();
    }

    /** Many events at a time. */
    private void replay(Build build, long to) throws InterruptedException {
        try (History.Replay replay = history.after(build.position())) {
            boolean there = false;
            while (!there && replay.hasNext()) {
                List<TrackedEventMessage<?>> page = replay.next();
                build.fold(Build.upTo(to, page));
                build.storeIfMany(Builder.EVENTS_AT_ONCE);
                there = Fold.position(page.getLast()) >= to;
                stopIfInterrupted();
            }
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
