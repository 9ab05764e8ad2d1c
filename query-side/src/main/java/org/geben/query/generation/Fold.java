package org.geben.query.generation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.geben.query.generation.Generation.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds events into one generation, for an event processor with one segment. It takes every event, also those that the
 * projection has no handler for, because the generation's position moves over them too: a reader may wait for the
 * position of any event.
 *
 * <p>All events of a unit of work share one batch, which is folded and written with the generation's position before the
 * unit of work commits. Run in one transaction with the processor's token, this counts each event exactly once.
 *
 * <p>A batch that fails is tried again by the processor, which waits longer each time. At the third attempt
 * whatever can be folded is folded, and the events that it fails on are parked: in the same transaction, each with the
 * later ones of its stream behind it. Failures that no event brings about park nothing.
 */
public final class Fold implements EventHandlerInvoker {
    private static final Logger log = LoggerFactory.getLogger(Fold.class);

    /** The processor waits a second after the first and two after the second: as long as a view may stand still. */
    static final int ATTEMPTS = 3;

    private final Generation generation;
    private final Folding folding;
    private final Catalogue catalogue;
    private final Letters letters;
    private final Positions positions;
    private final Pace pace;
    private Parked parked = new Parked(Incomplete.NOTHING, Set.of());
    private int failures;

    Fold(Folding folding, Catalogue catalogue, Letters letters, Positions positions, Pace pace) {
        this.generation = folding.generation();
        this.folding = folding;
        this.catalogue = catalogue;
        this.letters = letters;
        this.positions = positions;
        this.pace = pace;
    }

    /**
     * The streams of which events are parked, and the counts that they had then: these grow with whatever is parked or
     * decided, here or on another node, so that the streams are the same for as long as the counts are.
     */
    private record Parked(Incomplete counts, Set<String> streams) {}

    /** As it was when it began to be followed. */
    public Generation generation() {
        return generation;
    }

    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        if (segment.getMask() != Segment.ROOT_SEGMENT.getMask()) {
            throw new IllegalStateException("The processor %s must have one segment: a generation has one position."
                    .formatted(generation.name()));
        }
        return true;
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) {
        long position = position(event);
        currentPass().take(event, position);
    }

    /** Returns as soon as a reader of this process waits for the generation to move on, and in the end without one. */
    public void awaitReader(Duration atMost) throws InterruptedException {
        positions.awaitReader(generation.name(), atMost);
    }

    /** A generation is never reset: another is made. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    /** Where the event stands in the log. */
    static long position(EventMessage<?> event) {
        OptionalLong position = event instanceof TrackedEventMessage<?> tracked
                ? tracked.trackingToken().position()
                : OptionalLong.empty();
        return position.orElseThrow(
                () -> new IllegalArgumentException("The event %s has no position.".formatted(event.getIdentifier())));
    }

    private Pass currentPass() {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        Map<String, Object> resources = unitOfWork.resources();
        if (resources.get(generation.name()) instanceof Pass pass) {
            return pass;
        }
        Pass pass = new Pass();
        resources.put(generation.name(), pass);
        unitOfWork.onPrepareCommit(unit -> pass.fold());
        unitOfWork.afterCommit(unit -> pass.committed());
        return pass;
    }

    /** Some consecutive events on their way into the generation. */
    private final class Pass {
        private final List<LoggedEvent> events = new ArrayList<>();
        private final long begun = System.nanoTime();
        private List<Unfolded> left = List.of();

        void take(EventMessage<?> event, long position) {
            events.add(new LoggedEvent(event, position));
        }

        void fold() {
            Incomplete counts =
                    catalogue.follow(generation, position(), events.size()).orElseThrow(this::notMine);
            if (!counts.equals(parked.counts)) {
                parked = new Parked(counts, letters.streams(generation));
            }
            left = failures < ATTEMPTS - 1 ? foldAll() : foldWhatIsPossible();
            if (!left.isEmpty()) {
                letters.park(generation, left, failures + 1);
            }
        }

        private RuntimeException notMine() {
            boolean isLive = catalogue
                    .find(generation.id())
                    .map(Generation::state)
                    .filter(State.LIVE::equals)
                    .isPresent();
            // When another has taken its place, the processor lets go without an error, and is stopped soon.
            return isLive
                    ? new IllegalStateException("The generation %s already holds position %d: another process folds it."
                            .formatted(generation.name(), position()))
                    : new UnableToClaimTokenException(
                            "The generation %s is live no longer.".formatted(generation.name()));
        }

        private List<Unfolded> foldAll() {
            List<Unfolded> behind = new ArrayList<>();
            List<LoggedEvent> due = parked.streams.isEmpty() ? events : Division.due(events, parked.streams, behind);
            try {
                folding.all(due);
            } catch (Exception e) {
                if (Poison.isIn(e)) {
                    failures++;
                }
                throw Poison.unchecked(e);
            }
            return behind;
        }

        private List<Unfolded> foldWhatIsPossible() {
            try {
                return folding.possible(events, new HashSet<>(parked.streams));
            } catch (Exception e) {
                throw Poison.unchecked(e);
            }
        }

        void committed() {
            failures = 0;
            pace.folded(System.nanoTime() - begun);
            for (Unfolded unfolded : left) {
                unfolded.report(log, generation);
            }
            positions.reached(generation.name(), position());
        }

        private long position() {
            return events.getLast().position();
        }
    }
}
