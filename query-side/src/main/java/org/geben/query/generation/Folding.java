package org.geben.query.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** How events get into one generation, within the transaction of whoever calls. For one thread at a time. */
final class Folding {
    /** More would mean that it is not the events. */
    static final int MOST_PARKED_STREAMS = 100;

    private final Generation generation;
    private final Handlers handlers;
    private final Catalogue catalogue;
    private final TransactionTemplate savepoint;

    Folding(
            Generation generation,
            Projection<?> projection,
            Catalogue catalogue,
            PlatformTransactionManager transactions) {
        this.generation = generation;
        this.handlers = new Handlers(projection);
        this.catalogue = catalogue;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** As it was when it began to be folded into. */
    Generation generation() {
        return generation;
    }

    /** Folds all of them as one batch. If it throws, the transaction is to be undone. */
    void all(List<LoggedEvent> events) throws Exception {
        OpenBatch batch = handlers.open(catalogue.schemas().tables(generation));
        for (LoggedEvent event : events) {
            handlers.handle(event.event(), batch);
        }
        catalogue.schemas().flush(batch, generation, events.size());
    }

    /**
     * Folds whatever can be folded: what fails is halved until the event is found that it fails on, so that each costs
     * no more than a batch for every doubling of their number.
     *
     * @param parked the streams whose events wait; those on whose events it fails are added
     * @return the events that were not folded, in their order
     * @throws Exception if the failure is none that an event brings about, or if too many streams bring about one
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
                all(due);
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
            throw new IllegalStateException(
                    "The generation %s fails on events of more than %d streams: it stands still until its code or its tables are mended. The last failure: %s"
                            .formatted(generation.name(), MOST_PARKED_STREAMS, Poison.sentence(failure)),
                    failure);
        }
        parked.add(event.stream());
        left.add(new Unfolded(event, failure));
    }
}
