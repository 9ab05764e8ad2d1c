package org.geben.query.generation;

import java.util.List;
import java.util.Set;
import org.springframework.transaction.PlatformTransactionManager;

/** How events get into one generation, within the transaction of whoever calls. For one thread at a time. */
final class Folding {
    private final Generation generation;
    private final Handlers handlers;
    private final Catalogue catalogue;
    private final Division division;

    Folding(
            Generation generation,
            Projection<?> projection,
            Catalogue catalogue,
            PlatformTransactionManager transactions) {
        this.generation = generation;
        this.handlers = new Handlers(projection);
        this.catalogue = catalogue;
        this.division = new Division(generation, this::all, Savepoints.of(transactions));
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

    /** @see Division#possible */
    List<Unfolded> possible(List<LoggedEvent> events, Set<String> parked) throws Exception {
        return division.possible(events, parked);
    }
}
