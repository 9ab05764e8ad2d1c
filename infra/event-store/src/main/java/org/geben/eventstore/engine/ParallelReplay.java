package org.geben.eventstore.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.geben.eventstore.LogReplay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread reads and upcasts, for an upcaster may need the events in order; the costly part, deserialising, is done by
 * as many threads as there are processors. Their pages wait in a short queue, in the order of the log.
 */
final class ParallelReplay implements LogReplay {

    private static final Logger log = LoggerFactory.getLogger(ParallelReplay.class);
    private static final int PAGE = 1_000;
    private static final int PAGE_BYTES = 2 << 20;
    private static final int PAGES_AHEAD = 4;

    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("event-log-replay-", 0).factory();
    private static final Future<List<TrackedEventMessage<?>>> END = CompletableFuture.completedFuture(List.of());

    private final BlockingQueue<Future<List<TrackedEventMessage<?>>>> pages = new ArrayBlockingQueue<>(PAGES_AHEAD);
    private final ExecutorService deserializing =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), THREADS);
    private final Thread reading;
    private List<TrackedEventMessage<?>> page = List.of();
    private boolean ended;

    /** What upcasts and wraps stored events, lazily and one by one. */
    interface Messages extends Function<Stream<TrackedEventData<?>>, Stream<TrackedEventMessage<?>>> {}

    ParallelReplay(LogRecords records, long after, Messages messages) {
        this.reading = THREADS.newThread(() -> read(records, after, messages));
        reading.start();
    }

    private void read(LogRecords records, long after, Messages messages) {
        try {
            try (LogScan scan = records.scan(after)) {
                Gauge gauge = new Gauge();
                Iterator<TrackedEventMessage<?>> events =
                        messages.apply(gauge.weighing(scan)).iterator();
                while (events.hasNext()) {
                    List<TrackedEventMessage<?>> next = new ArrayList<>(PAGE);
                    gauge.bytes = 0;
                    do {
                        next.add(events.next());
                    } while (next.size() < PAGE && gauge.bytes < PAGE_BYTES && events.hasNext());
                    pages.put(deserializing.submit(() -> deserialized(next)));
                }
                pages.put(END);
            } catch (RuntimeException | Error e) {
                pages.put(CompletableFuture.failedFuture(e));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<TrackedEventMessage<?>> deserialized(List<TrackedEventMessage<?>> events) {
        for (TrackedEventMessage<?> event : events) {
            try {
                event.getPayload();
                event.getMetaData();
            } catch (RuntimeException e) {
                // Whoever looks into it meets that again, and others can do without it.
                log.debug(
                        "The event [{}] at {} cannot be deserialised", event.getIdentifier(), event.trackingToken(), e);
            }
        }
        return events;
    }

    @Override
    public boolean hasNext() {
        while (page.isEmpty() && !ended) {
            try {
                Future<List<TrackedEventMessage<?>>> next = pages.take();
                ended = next == END;
                page = next.get();
            } catch (ExecutionException e) {
                ended = true;
                throw unwrapped(e);
            } catch (InterruptedException | CancellationException e) {
                ended = true;
                Thread.currentThread().interrupt();
                throw new EventStoreException("Interrupted while the log was read", e);
            }
        }
        return !page.isEmpty();
    }

    @Override
    public List<TrackedEventMessage<?>> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<TrackedEventMessage<?>> next = page;
        page = List.of();
        return next;
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new EventStoreException("The log could not be read", e);
    }

    @Override
    public void close() {
        ended = true;
        page = List.of();
        reading.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                reading.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        deserializing.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many bytes were read for the page. */
    private static final class Gauge {

        private long bytes;

        Stream<TrackedEventData<?>> weighing(Iterator<TrackedEventData<?>> events) {
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED), false)
                    .peek(event -> bytes += Weight.of(event));
        }
    }
}
