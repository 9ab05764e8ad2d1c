package org.geben.query.generation;

import java.util.ArrayList;
import java.util.HashSet;
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
    private Letters.LeftOut ofLive = Letters.LeftOut.NOTHING;
    private Set<String> parked = new HashSet<>();

    Gaps(Generation generation, Letters letters) {
        this.generation = generation;
        this.letters = letters;
    }

    /** Learns what is to be left out behind a position, and forgets what has been met since {@link #store}. */
    void learn(long behind) {
        leftOut.clear();
        unfolded.clear();
        ofLive = letters.leftOutOfLive(generation, isLikeLive(), behind);
        parked = letters.streams(generation);
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
        boolean isParked = ofLive.parked().contains(at);
        if (isParked) {
            // What the live one has not come to yet will wait behind it.
            parked.add(new LoggedEvent(event, at).stream());
        }
        if (isParked || ofLive.skipped().contains(at)) {
            leftOut.add(at);
            return true;
        }
        return !parked.isEmpty() && waits(new LoggedEvent(event, at));
    }

    private boolean waits(LoggedEvent event) {
        boolean waits = parked.contains(event.stream());
        if (waits) {
            unfolded.add(new Unfolded(event, null));
        }
        return waits;
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
                one.report(log, generation);
            }
        }
        unfolded.addAll(left);
    }

    private boolean mayLack(LoggedEvent event) {
        return generation.cut() != null
                || generation.state() == State.BUILDING && letters.isLackedByLive(generation, event.position());
    }

    /**
     * Writes what was met, in the transaction that stores what was folded.
     *
     * @return false if something was decided about what was left out: the events are to be read again then
     */
    boolean store() {
        if (!leftOut.isEmpty() && !letters.leaveOut(generation, leftOut)) {
            return false;
        }
        if (!unfolded.isEmpty()) {
            letters.park(generation, unfolded, ATTEMPTS);
        }
        leftOut.clear();
        unfolded.clear();
        return true;
    }
}
