package org.geben.query.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds the events that something fails on: what fails is halved until one event is left, so that each costs no more than
 * a batch for every doubling of their number. Within a transaction; of each half either all is done or nothing.
 */
final class Division {
    /** More would mean that it is not the events. */
    static final int MOST_PARKED_STREAMS = 100;

    private final Generation generation;
    private final Attempt attempt;
    private final TransactionTemplate savepoint;

    /** @param savepoint undoes what an attempt has done, and nothing else */
    Division(Generation generation, Attempt attempt, TransactionTemplate savepoint) {
        this.generation = generation;
        this.attempt = attempt;
        this.savepoint = savepoint;
    }

    /** Folds events as one batch. If it throws, what it has written is to be undone. */
    interface Attempt {
        void all(List<LoggedEvent> events) throws Exception;
    }

    /**
     * Folds whatever can be folded.
     *
     * @param parked the streams whose events wait; those on whose events it fails are added
     * @return the events that were not folded, in their order
     * @throws Exception if the failure is none that an event brings about, or {@link Unfoldable} if too many streams bring
     *     about one
     */
    List<Unfolded> possible(List<LoggedEvent> events, Set<String> parked) throws Exception {
        List<Unfolded> left = new ArrayList<>();
        divide(events, parked, left);
        left.sort((one, other) ->
                Long.compare(one.event().position(), other.event().position()));
        return left;
    }

    /**
     * Those events whose streams are not parked.
     *
     * @param behind is given the others
     */
    static List<LoggedEvent> due(List<LoggedEvent> events, Set<String> parked, List<Unfolded> behind) {
        List<LoggedEvent> due = new ArrayList<>();
        for (LoggedEvent event : events) {
            if (parked.contains(event.stream())) {
                behind.add(new Unfolded(event, null));
            } else {
                due.add(event);
            }
        }
        return due;
    }

    private void divide(List<LoggedEvent> events, Set<String> parked, List<Unfolded> left) throws Exception {
        List<LoggedEvent> due = due(events, parked, left);
        Exception failure = due.isEmpty() ? null : failure(due);
        if (failure == null) {
            return;
        }
        if (due.size() == 1) {
            park(due.getFirst(), failure, parked, left);
            return;
        }
        int half = due.size() / 2;
        divide(due.subList(0, half), parked, left);
        divide(due.subList(half, due.size()), parked, left);
    }

    /** Folds all, or nothing and tells why. */
    private @Nullable Exception failure(List<LoggedEvent> due) throws Exception {
        @Nullable
        Exception failure = savepoint.<@Nullable Exception>execute(status -> {
            try {
                attempt.all(due);
                return null;
            } catch (Exception e) {
                status.setRollbackOnly();
                return e;
            }
        });
        if (failure != null && !Poison.isIn(failure)) {
            throw failure;
        }
        return failure;
    }

    private void park(LoggedEvent event, Exception failure, Set<String> parked, List<Unfolded> left) {
        if (parked.size() >= MOST_PARKED_STREAMS) {
            throw new Unfoldable(
                    "The generation %s fails on events of more than %d streams: it stands still until its code or its tables are mended. The last failure: %s"
                            .formatted(generation.name(), MOST_PARKED_STREAMS, Poison.sentence(failure)),
                    failure);
        }
        parked.add(event.stream());
        left.add(new Unfolded(event, failure));
    }
}
