package org.geben.query.generation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.geben.query.Cut;
import org.geben.query.Refusal;
import org.geben.query.generation.Generation.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which generations there are, and how they take one another's place. Whatever changes here changes in one transaction,
 * so a reader finds the old generation or the new one, whole.
 */
public final class Generations {
    private static final Logger log = LoggerFactory.getLogger(Generations.class);
    private static final Duration LAST_LOCKS = Duration.ofSeconds(1);

    /** An autovacuum gives way to whoever has waited for a second. */
    private static final Duration LOCKS_TO_DROP = Duration.ofSeconds(2);

    /** Of each projection; none of them goes by itself. */
    static final int MOST_PRIVATE = 16;

    private final Catalogue catalogue;
    private final CutCatalogue cuts;
    private final Letters letters;
    private final PlatformTransactionManager transactions;
    private final TransactionTemplate transaction;
    private final TransactionTemplate apart;
    private final TokenStore tokens;
    private final Positions positions;
    private final History history;
    private final Map<Projection<?>, Shape> shapes = new ConcurrentHashMap<>();
    private final Pace pace;

    public Generations(
            DataSource readSide,
            PlatformTransactionManager transactions,
            TokenStore tokens,
            Positions positions,
            History history) {
        this(
                readSide,
                transactions,
                tokens,
                positions,
                history,
                new Pace(new TrafficElsewhere(readSide, System::nanoTime)));
    }

    Generations(
            DataSource readSide,
            PlatformTransactionManager transactions,
            TokenStore tokens,
            Positions positions,
            History history,
            Pace pace) {
        this.catalogue = new Catalogue(readSide);
        this.cuts = new CutCatalogue(readSide);
        this.letters = new Letters(readSide);
        this.transactions = transactions;
        this.transaction = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.tokens = tokens;
        this.positions = positions;
        this.history = history;
        this.pace = pace;
    }

    /**
     * Sees to it that the projection has a live generation of its code's version, or that one is to be built. Of an
     * empty log it is there at once. Where the live one was made by newer code, it is left alone: that code may still
     * run on other nodes.
     */
    public void prepare(Projection<?> projection) {
        transaction.executeWithoutResult(status -> {
            catalogue.lock(projection.name());
            Optional<Generation> live = catalogue.live(projection.name());
            if (live.isPresent() && live.get().version() >= projection.version()) {
                return;
            }
            catalogue.of(projection.name()).stream()
                    .filter(generation -> generation.state() == State.FAILED
                            || isUnread(generation.state()) && generation.version() < projection.version())
                    .forEach(catalogue::drop);
            catalogue.of(projection.name()).stream()
                    .filter(generation -> generation.version() < projection.version())
                    .forEach(generation -> catalogue.move(generation, State.FROZEN, State.RETIRED, null));
            if (live.isEmpty() && history.head() == 0) {
                makeLive(projection);
            } else if (building(projection).isEmpty()) {
                held(projection)
                        .ifPresentOrElse(
                                catalogue::release, () -> catalogue.create(projection, State.BUILDING, history.head()));
            }
        });
    }

    /**
     * Makes the transaction that has just begun see one state of the database. By a statement, because a connection that is
     * asked for its isolation, told another and told the first one again costs each reader three.
     */
    void beginSnapshot(Duration longest) {
        catalogue.beginSnapshot(longest);
    }

    /** A live generation without an event; of an empty log it is up to date. */
    Generation makeLive(Projection<?> projection) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Generation generation = catalogue.create(projection, State.LIVE, 0);
            tokens.initializeTokenSegments(generation.name(), 1, null);
            return generation;
        }));
    }

    /** Has a generation built that is to take the live one's place; the one that is already being built if there is one. */
    public Generation build(Projection<?> projection) {
        return Objects.requireNonNull(transaction.execute(status -> {
            catalogue.lock(projection.name());
            return building(projection).orElseGet(() -> catalogue.create(projection, State.BUILDING, history.head()));
        }));
    }

    /**
     * Has a generation built that stands at a cut under the projection's own rules; the same one if it was ordered before,
     * unless that has failed on something.
     *
     * @param cut null where the log ends
     * @throws Refusal 400 {@code POSITION_BEYOND_LOG}; 409 {@code TOO_MANY_PRIVATE}
     */
    Generation build(Projection<?> projection, @Nullable Cut cut) {
        long head = history.head();
        Cut wanted = cut == null ? new Cut.ByPosition(head) : cut;
        long reach = wanted.reach(() -> head);
        Cuts.requireWithin(head, reach, "/atPosition");
        return Objects.requireNonNull(transaction.execute(status -> {
            catalogue.lock(projection.name());
            Optional<Generation> found = cuts.find(projection, wanted);
            found.filter(Generations::isToBeOrderedAnew)
                    .ifPresent(ordered -> catalogue.move(ordered, ordered.state(), State.RETIRED, null));
            return found.filter(ordered -> !isToBeOrderedAnew(ordered)).orElseGet(() -> {
                requireRoomForAnother(projection);
                return catalogue.create(projection, State.BUILDING, reach, wanted);
            });
        }));
    }

    private static boolean isToBeOrderedAnew(Generation ordered) {
        return ordered.state() == State.FAILED || ordered.incomplete().parked() > 0;
    }

    private void requireRoomForAnother(Projection<?> projection) {
        if (cuts.underOtherRules(projection) >= MOST_PRIVATE) {
            throw Refusal.conflict(
                    "TOO_MANY_PRIVATE",
                    "There are %d generations of %s under other rules already: drop one of them first."
                            .formatted(MOST_PRIVATE, projection.name()));
        }
    }

    /** Has those of the live generations built anew that hold events late, where that was not ordered or was lost. */
    public void buildAnewWhatIsLate(Collection<? extends Projection<?>> projections) {
        Set<String> late = letters.toBeBuiltAnew();
        projections.stream()
                .filter(projection -> late.contains(projection.name()))
                .filter(projection -> live(projection).isPresent())
                .forEach(this::build);
    }

    /** Has a generation built that is then kept ready; the one that is held already if there is one. */
    Generation hold(Projection<?> projection) {
        return Objects.requireNonNull(transaction.execute(status -> {
            catalogue.lock(projection.name());
            return held(projection).orElseGet(() -> {
                Generation generation = catalogue.create(projection, State.BUILDING, history.head());
                catalogue.hold(generation);
                return catalogue.find(generation.id()).orElseThrow();
            });
        }));
    }

    /**
     * Has a held generation take the live one's place as soon as it has caught up. False if it is not held.
     *
     * @throws PessimisticLockingFailureException if it is being written at length
     */
    boolean release(Generation generation) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            catalogue.waitForLocksNoLongerThan(LAST_LOCKS);
            catalogue.lock(generation.projection());
            return catalogue.release(generation);
        }));
    }

    /** The projection's live generation, if there is one that this code has made and may follow. */
    public Optional<Generation> live(Projection<?> projection) {
        return catalogue.live(projection.name()).filter(live -> live.version() == projection.version());
    }

    /** What folds the log into a live generation of the projection. */
    public Fold follow(Generation live, Projection<?> projection) {
        return new Fold(folding(live, projection), catalogue, letters, positions, pace);
    }

    Folding folding(Generation generation, Projection<?> projection) {
        return new Folding(generation, projection, catalogue, transactions);
    }

    /** The projection's live generation, if its queries can read it, whichever code has made it. */
    public Optional<Generation> readable(Projection<?> projection) {
        Shape shape = shape(projection);
        return catalogue.live(projection.name()).filter(shape::fits);
    }

    /** What the projection's queries need. Not to be asked for the first time in a transaction: it takes one of its own. */
    Shape shape(Projection<?> projection) {
        return shapes.computeIfAbsent(
                projection,
                code -> new Shape(
                        Objects.requireNonNull(transaction.execute(undone -> {
                            undone.setRollbackOnly();
                            return catalogue.schemas().columns(code);
                        })),
                        catalogue));
    }

    /** At which whatever is to be read later is built beside what is read now. */
    public Pace pace() {
        return pace;
    }

    /** The generation from which a projection's queries are answered now. */
    public Optional<Generation> live(String projection) {
        return catalogue.live(projection);
    }

    public List<Generation> all() {
        return catalogue.all();
    }

    Optional<Generation> find(long id) {
        return catalogue.find(id);
    }

    /** Whether it is still there, in the state in which the caller has found it. */
    boolean isAsFound(Generation generation) {
        return find(generation.id())
                .filter(now -> now.state() == generation.state())
                .isPresent();
    }

    /** The generation of this code that is to take the live one's place. */
    Optional<Generation> building(Projection<?> projection) {
        return building(projection.name())
                .filter(generation -> generation.version() == projection.version() && !generation.held())
                .findFirst();
    }

    private Optional<Generation> held(Projection<?> projection) {
        return catalogue.of(projection.name()).stream()
                .filter(generation -> generation.held() && generation.version() == projection.version())
                .filter(generation -> generation.state() == State.BUILDING || generation.state() == State.READY)
                .findFirst();
    }

    private static boolean isUnread(State state) {
        return switch (state) {
            case BUILDING, READY, VERIFYING, FAILED -> true;
            case LIVE, FROZEN, RETIRED -> false;
        };
    }

    /** The last one that was made to follow the log, whatever has become of it. */
    public Optional<Generation> newest(String projection) {
        return catalogue.of(projection).stream()
                .filter(generation -> generation.cut() == null && generation.state() != State.VERIFYING)
                .reduce((earlier, later) -> later);
    }

    /** Those that are to take a live one's place. */
    Stream<Generation> building(String projection) {
        return catalogue.of(projection).stream()
                .filter(generation -> generation.state() == State.BUILDING && generation.cut() == null);
    }

    /** Goes on building where it was left. */
    Build begin(Generation generation, Projection<?> projection) {
        catalogue.begin(generation, history.head());
        return new Build(generation, projection, catalogue, letters, history, Savepoints.of(transactions));
    }

    /** Only its row stays; the tables of one that was read go when those who read in them have finished. */
    void fail(Generation generation, String failure) {
        transaction.executeWithoutResult(status -> {
            catalogue.lock(generation.projection());
            boolean failed = catalogue.move(generation, generation.state(), State.FAILED, failure);
            if (failed && generation.state() == State.BUILDING) {
                catalogue.schemas().drop(generation);
            }
        });
    }

    /** Keeps a built generation ready if it is held; otherwise it takes the live one's place. */
    void settle(Build build) {
        transaction.executeWithoutResult(status -> {
            Generation generation = build.generation();
            catalogue.lock(generation.projection());
            if (catalogue.find(generation.id()).filter(Generation::held).isPresent()) {
                build.requireMine();
                catalogue.move(generation, State.BUILDING, State.READY, null);
            } else {
                promote(build);
            }
        });
    }

    /**
     * Puts a built generation in the place of the live one. The live one stands still meanwhile, and the events by which
     * it is ahead are folded in the same transaction, so that no reader goes back in time. If one that was parked in both
     * has been decided about in the live one since, the built one begins anew instead.
     */
    void promote(Build build) {
        transaction.executeWithoutResult(status -> {
            Generation generation = build.generation();
            catalogue.lock(generation.projection());
            Optional<Generation> live = catalogue.holdLive(generation.projection());
            if (live.isPresent()) {
                if (live.get().version() > generation.version()) {
                    throw new Unfoldable("%s cannot take the place of %s, which newer code has made."
                            .formatted(generation.name(), live.get().name()));
                }
                build.catchUpTo(live.get().position());
            }
            build.requireMine();
            if (letters.lacksMoreThanLive(generation)) {
                log.info("{} begins anew: what it lacks has been decided about meanwhile", generation.name());
                catalogue.waitForLocksNoLongerThan(LOCKS_TO_DROP);
                build.beginAnew();
                return;
            }
            live.ifPresent(replaced -> catalogue.move(replaced, State.LIVE, State.RETIRED, null));
            if (!catalogue.move(generation, State.BUILDING, State.LIVE, null)) {
                throw new Lost(generation);
            }
            tokens.initializeTokenSegments(generation.name(), 1, token(build.position()));
        });
    }

    private static @Nullable TrackingToken token(long position) {
        return position == 0 ? null : new GlobalSequenceTrackingToken(position);
    }

    /**
     * Drops generations that have been out of use for so long that nobody reads in them any more, and the tables of those
     * that have failed after they were read.
     */
    public void dropRetired(Duration age) {
        for (Generation retired : catalogue.retiredFor(age)) {
            try {
                drop(retired);
            } catch (PessimisticLockingFailureException e) {
                log.debug("{} is still read", retired.name());
            }
        }
        for (Generation failed : catalogue.failedFor(age)) {
            transaction.executeWithoutResult(status -> catalogue.schemas().drop(failed));
        }
    }

    /**
     * Drops a generation that does not follow the log: one that nobody reads at once, which whoever builds it will notice;
     * a frozen one once those who read in it have finished. One that goes anyway is left to that.
     *
     * @throws PessimisticLockingFailureException if it is being written at length
     */
    boolean dropUnread(Generation generation) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            catalogue.waitForLocksNoLongerThan(LOCKS_TO_DROP);
            catalogue.lock(generation.projection());
            if (catalogue.move(generation, State.FROZEN, State.RETIRED, null)) {
                return true;
            }
            Optional<State> state = catalogue.find(generation.id()).map(Generation::state);
            if (state.filter(Generations::isUnread).isPresent()) {
                catalogue.drop(generation);
                return true;
            }
            return state.filter(State.LIVE::equals).isEmpty();
        }));
    }

    /**
     * Drops whatever stands at a cut and was begun before a moment, by the database's clock, and has what is kept ready
     * catch up: an erasure has changed what the log tells of the past. What is asked for again is built again. Each goes
     * in a transaction of its own, whichever this is called in: none is kept because of another.
     *
     * @throws PessimisticLockingFailureException if one is being written at length; to be tried again
     */
    public void forgetWhatWasBegunBefore(Instant moment) {
        List<PessimisticLockingFailureException> busy = new ArrayList<>();
        for (Generation generation : catalogue.all()) {
            if (generation.createdAt().isBefore(moment)) {
                try {
                    apart.executeWithoutResult(status -> forget(generation));
                } catch (PessimisticLockingFailureException e) {
                    busy.add(e);
                }
            }
        }
        if (!busy.isEmpty()) {
            throw busy.getFirst();
        }
    }

    private void forget(Generation generation) {
        if (generation.cut() != null && generation.state() != State.RETIRED) {
            dropUnread(generation);
        } else if (generation.state() == State.READY && generation.position() < history.head()) {
            catalogue.refresh(generation);
        }
    }

    void drop(Generation generation) {
        transaction.executeWithoutResult(status -> {
            catalogue.waitForLocksNoLongerThan(LOCKS_TO_DROP);
            catalogue.lock(generation.projection());
            catalogue.drop(generation);
        });
    }

    Tables tables(Generation generation) {
        return catalogue.schemas().tables(generation);
    }
}
