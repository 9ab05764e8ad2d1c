package org.geben.eventstore.contract.faults;

import static org.geben.eventstore.contract.Notes.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.geben.eventstore.AppendOutcomeUnknownException;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.contract.Notes;
import org.geben.eventstore.contract.faults.Journal.Fate;
import org.jspecify.annotations.Nullable;

/**
 * Appends one unit of work after another, some to streams of its own, some to one that others write to as well, some to
 * both. What it does not hear the outcome of it sends again, up to a few times, and not always to the same node; if it
 * gives up, it never writes to those streams of its own again.
 */
final class Writer implements Callable<@Nullable Void> {

    private final Random random;
    private final List<Supplier<EventLog>> nodes;
    private final String shared;
    private final Journal journal;
    private final BooleanSupplier finished;
    private OwnStream left = new OwnStream();
    private OwnStream right = new OwnStream();
    private volatile @Nullable Thread thread;

    /** @param nodes its own one first */
    Writer(Random random, List<Supplier<EventLog>> nodes, String shared, Journal journal, BooleanSupplier finished) {
        this.random = random;
        this.nodes = nodes;
        this.shared = shared;
        this.journal = journal;
        this.finished = finished;
    }

    /** Wherever it is. */
    void interrupt() {
        if (thread instanceof Thread running) {
            running.interrupt();
        }
    }

    @Override
    public @Nullable Void call() {
        thread = Thread.currentThread();
        while (!finished.getAsBoolean()) {
            switch (random.nextInt(4)) {
                case 0 -> append(left.next(1 + random.nextInt(3), random), false);
                case 1 -> append(interleaved(left.next(2, random), right.next(2, random)), false);
                case 2 -> appendToShared(List.of());
                default -> appendToShared(left.next(1, random));
            }
            // An interruption was for the append that it has met.
            Thread.interrupted();
            LockSupport.parkNanos(500_000);
        }
        return null;
    }

    private void appendToShared(List<DomainEventMessage<?>> own) {
        long next;
        try {
            next = nodes.getFirst().get().lastSequenceNumberFor(shared).orElse(-1L) + 1;
        } catch (EventStoreException unreachable) {
            return;
        }
        List<DomainEventMessage<?>> events = new ArrayList<>(own);
        events.add(event(shared, next, "shared"));
        append(events, true);
    }

    private void append(List<DomainEventMessage<?>> events, boolean mayConflict) {
        Fate fate = send(events, mayConflict);
        journal.note(events, fate);
        switch (fate) {
            case ACKNOWLEDGED -> {
                left.advance(events);
                right.advance(events);
            }
            case UNKNOWN -> {
                left = new OwnStream();
                right = new OwnStream();
            }
            case REFUSED -> {}
        }
    }

    private Fate send(List<DomainEventMessage<?>> events, boolean mayConflict) {
        Fate soFar = Fate.REFUSED;
        int attempts = 1 + random.nextInt(4);
        for (int attempt = 0; attempt < attempts; attempt++) {
            try {
                nodes.get(attempt == 0 ? 0 : random.nextInt(nodes.size())).get().appendEvents(events);
                return Fate.ACKNOWLEDGED;
            } catch (ConcurrencyException | AggregateStreamCreationException conflict) {
                if (mayConflict) {
                    return Fate.REFUSED;
                }
                throw new AssertionError(
                        "Refused though nobody else writes to the stream: the engine lost an event of it, or stored one unasked",
                        conflict);
            } catch (AppendOutcomeUnknownException e) {
                soFar = Fate.UNKNOWN;
            } catch (EventStoreException notStored) {
                // That goes for this attempt, and says nothing of one before it.
                if (soFar == Fate.REFUSED) {
                    return soFar;
                }
            }
        }
        return soFar;
    }

    private static List<DomainEventMessage<?>> interleaved(
            List<DomainEventMessage<?>> some, List<DomainEventMessage<?>> others) {
        List<DomainEventMessage<?>> all = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            all.add(some.get(i));
            all.add(others.get(i));
        }
        return all;
    }

    private static final class OwnStream {

        private final String name = Notes.newStream();
        private long length;

        List<DomainEventMessage<?>> next(int events, Random random) {
            String text = "x".repeat(random.nextInt(50) == 0 ? 200_000 : random.nextInt(200));
            List<DomainEventMessage<?>> next = new ArrayList<>();
            for (int i = 0; i < events; i++) {
                next.add(event(name, length + i, text));
            }
            return next;
        }

        void advance(List<DomainEventMessage<?>> stored) {
            length += stored.stream()
                    .filter(event -> event.getAggregateIdentifier().equals(name))
                    .count();
        }
    }
}
