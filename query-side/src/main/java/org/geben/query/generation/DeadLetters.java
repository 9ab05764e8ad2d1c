package org.geben.query.generation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.geben.query.Refusal;
import org.geben.query.generation.Letters.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The events that live generations could not fold, and what operators decide about them. Whatever is decided holds the
 * generation's row: those who follow the log wait, and learn of it with their next batch, on whichever node they are.
 */
public final class DeadLetters {
    private static final int EVENTS_AT_ONCE = 1_000;

    private final Catalogue catalogue;
    private final Letters letters;
    private final TransactionTemplate transaction;
    private final Generations generations;
    private final History history;
    private final Projections projections;

    public DeadLetters(
            DataSource readSide,
            PlatformTransactionManager transactions,
            Generations generations,
            History history,
            Collection<? extends Projection<?>> projections) {
        this.catalogue = new Catalogue(readSide);
        this.letters = new Letters(readSide);
        this.transaction = new TransactionTemplate(transactions);
        this.generations = generations;
        this.history = history;
        this.projections = new Projections(projections);
    }

    /**
     * What a decision has brought about.
     *
     * @param folded how many events were folded, late
     * @param stopped the letter that stands first in the stream now; absent if none of its events is parked any more
     * @param rebuilding whether the view is being folded anew, because this was the last of its parked events
     */
    public record Result(long folded, @Nullable DeadLetter stopped, boolean rebuilding) {}

    /**
     * @param projection null for all
     * @param after the id of the last one seen, 0 for none
     */
    List<DeadLetter> failed(@Nullable String projection, long after, int limit) {
        return letters.failed(projection, after, limit);
    }

    /**
     * Folds a parked event and those behind it in their order, as far as that goes.
     *
     * @throws Refusal 404 {@code DEAD_LETTER_UNKNOWN}; 409 {@code DEAD_LETTER_WAITS}, {@code DEAD_LETTER_DECIDED},
     *     {@code VIEW_REBUILT} or {@code VIEW_OF_OTHER_CODE} if it cannot be decided here and now
     */
    Result retry(long id, Verdict verdict) {
        return decide(id, (generation, letter) -> fold(generation, letter, verdict));
    }

    /**
     * Leaves a parked event out, and folds those behind it. Whatever is built of the view afterwards leaves it out as well, and
     * pasts that lack it are built anew when they are asked for.
     *
     * @throws Refusal as {@link #retry}
     */
    Result skip(long id, Verdict verdict) {
        return decide(id, (generation, letter) -> {
            letters.skipped(generation, letter, verdict);
            return fold(generation, letter, verdict);
        });
    }

    private interface Decided {
        /** How many events were folded. */
        long on(Generation generation, DeadLetter letter);
    }

    private Result decide(long id, Decided decided) {
        long generation = letters.generationOf(id).orElseThrow(DeadLetters::unknown);
        Result result = Objects.requireNonNull(transaction.execute(status -> {
            Generation held = catalogue
                    .holdLive(generation)
                    .orElseThrow(() -> Refusal.conflict(
                            "VIEW_REBUILT", "The view has been folded anew meanwhile: nothing is left to decide."));
            DeadLetter letter = letters.failed(id)
                    .orElseThrow(() -> Refusal.conflict(
                            "DEAD_LETTER_WAITS",
                            "This event only waits behind another one of its stream: decide about that one."));
            if (letter.decision() != null) {
                throw Refusal.conflict("DEAD_LETTER_DECIDED", "This event is not parked any more.");
            }
            long folded = decided.on(held, letter);
            DeadLetter stopped = letters.parked(held, letter.stream(), 1).stream()
                    .findFirst()
                    .flatMap(first -> letters.failed(first.id()))
                    .orElse(null);
            return new Result(folded, stopped, false);
        }));
        return result.stopped == null && rebuilt(generation) ? new Result(result.folded, null, true) : result;
    }

    /** Has the view folded anew once none of its events is parked, when some came late. */
    private boolean rebuilt(long id) {
        Optional<Generation> toBeBuilt = catalogue.find(id).filter(DeadLetters::isLateAndNothingElse);
        toBeBuilt.ifPresent(generation -> generations.build(code(generation)));
        return toBeBuilt.isPresent();
    }

    private static boolean isLateAndNothingElse(Generation generation) {
        Incomplete incomplete = generation.incomplete();
        return incomplete.late() > 0 && incomplete.parked() == 0;
    }

    private long fold(Generation generation, DeadLetter letter, Verdict verdict) {
        Folding folding = generations.folding(generation, code(generation));
        Iterator<? extends DomainEventMessage<?>> events = history.stream(letter.stream(), letter.sequence());
        long folded = 0;
        while (true) {
            List<Place> places = letters.parked(generation, letter.stream(), EVENTS_AT_ONCE);
            if (places.isEmpty()) {
                return folded;
            }
            List<Unfolded> left = possible(folding, read(events, places));
            int done = places.size() - left.size();
            if (done > 0) {
                letters.folded(generation, letter.stream(), places.get(done - 1).position(), verdict);
                folded += done;
            }
            if (!left.isEmpty()) {
                letters.failed(
                        places.get(done), Objects.requireNonNull(left.getFirst().failure()));
                return folded;
            }
        }
    }

    private static List<Unfolded> possible(Folding folding, List<LoggedEvent> events) {
        try {
            return folding.possible(events, new HashSet<>());
        } catch (Exception e) {
            throw Poison.unchecked(e);
        }
    }

    private static List<LoggedEvent> read(Iterator<? extends DomainEventMessage<?>> events, List<Place> places) {
        List<LoggedEvent> read = new ArrayList<>();
        for (Place place : places) {
            DomainEventMessage<?> event = events.next();
            while (event.getSequenceNumber() < place.sequence()) {
                event = events.next();
            }
            read.add(new LoggedEvent(event, place.position()));
        }
        return read;
    }

    private Projection<?> code(Generation generation) {
        return projections
                .thatMade(generation)
                .orElseThrow(() -> Refusal.conflict(
                        "VIEW_OF_OTHER_CODE",
                        "The generation %s was made by other code than this node's: ask a node that follows it."
                                .formatted(generation.name())));
    }

    private static Refusal unknown() {
        return Refusal.notFound("DEAD_LETTER_UNKNOWN", "There is no such dead letter.");
    }
}
