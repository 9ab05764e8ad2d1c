package org.geben.query.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.query.generation.Generation.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of the log a generation is built without. It lacks what operators have decided to leave out; what is to be the same
 * as the live one lacks what that could not fold either. Of its own it lacks what it cannot fold, with what follows that in
 * its stream: so does a past, and a first generation of a view, for which there would be no view at all; one that is to take
 * a live one's place may lack no event that the live one holds. For one thread.
 */
final class Gaps {
    private static final Logger log = LoggerFactory.getLogger(Gaps.class);

    /** Once with others, and once alone. */
    private static final int ATTEMPTS = 2;

    private final Generation generation;
    private final Letters letters;
    private final List<Long> leftOut = new ArrayList<>();
    private final List<Unfolded> unfolded = new ArrayList<>();
    private Set<Long> decided = Set.of();
    private Set<String> parked = Set.of();

    Gaps(Generation generation, Letters letters) {
        this.generation = generation;
        this.letters = letters;
    }

    /** Learns what is to be left out behind a position, and forgets what has been met since {@link #store}. */
    void learn(long behind) {
        leftOut.clear();
        unfolded.clear();
        decided = letters.leftOutOfLive(generation, isLikeLive(), behind);
        parked = letters.streams(generation);
    }

    /** The same for a transaction in which nobody decides about any of that, as {@link #hold}. */
    void learnAndHold(long behind) {
        do {
            learn(behind);
        } while (!decided.isEmpty() && !letters.hold(generation, decided));
    }

    private boolean isLikeLive() {
        return generation.cut() != null || generation.state() == State.VERIFYING;
    }

    /** The streams of which events are parked; whoever finds another one adds it. */
    Set<String> parked() {
        return parked;
    }

    /** Whether the event is one that is not folded; that is noted then. */
    boolean has(TrackedEventMessage<?> event, long at) {
        if (decided.contains(at)) {
            leftOut.add(at);
            return true;
        }
        if (!parked.isEmpty()) {
            LoggedEvent logged = new LoggedEvent(event, at);
            if (parked.contains(logged.stream())) {
                unfolded.add(new Unfolded(logged, null));
                return true;
            }
        }
        return false;
    }

    /**
     * Notes events that could not be folded.
     *
     * @throws Unfoldable if the generation may not lack them
     */
    void add(Projection<?> projection, List<Unfolded> left) {
        for (Unfolded one : left) {
            Exception failure = one.failure();
            if (failure != null) {
                LoggedEvent event = one.event();
                if (!mayLack(event)) {
                    throw new Unfoldable(
                            "%s cannot fold the event %s at position %d: %s"
                                    .formatted(
                                            projection.name(),
                                            event.event().getIdentifier(),
                                            event.position(),
                                            Poison.sentence(failure)),
                            failure);
                }
                tell(event, failure);
            }
        }
        unfolded.addAll(left);
    }

    private boolean mayLack(LoggedEvent event) {
        return generation.cut() != null
                || generation.state() == State.BUILDING && letters.isLackedByLive(generation, event.position());
    }

    private void tell(LoggedEvent event, Exception failure) {
        log.error(
                "{} is built without the event {} at position {}, which is parked: {}",
                generation.name(),
                event.event().getIdentifier(),
                event.position(),
                Poison.sentence(failure));
        // A database's message may quote what the event says.
        log.debug("Why it is parked", failure);
    }

    /**
     * To be called before the generation's row is held in the transaction that stores what was folded.
     *
     * @return false if something was decided about what was left out: the events are to be read again then
     */
    boolean hold() {
        return leftOut.isEmpty() || letters.hold(generation, leftOut);
    }

    /** Writes what was met, in the transaction that stores what was folded. */
    void store() {
        if (!leftOut.isEmpty()) {
            letters.leaveOut(generation, leftOut);
        }
        if (!unfolded.isEmpty()) {
            letters.park(generation, unfolded, ATTEMPTS);
        }
        leftOut.clear();
        unfolded.clear();
    }
}
