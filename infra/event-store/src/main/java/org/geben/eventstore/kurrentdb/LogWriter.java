package org.geben.eventstore.kurrentdb;

import io.kurrent.dbclient.AppendStreamRequest;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.geben.eventstore.engine.LogRecords;
import org.geben.eventstore.engine.Outcome;
import org.geben.eventstore.engine.SerializedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Appends by one request, which names for each stream the revision it must have. A request whose answer was lost is made
 * again, as it is: nothing can then be stored twice, for every place in a stream is taken once.
 *
 * <p>What the server refuses is compared with what is stored. So an append that was stored already is recognised by the
 * log itself, however long ago that was, and a conflict is reported for the event that it is about.
 */
final class LogWriter {

    private final Connection connection;
    private final Reads reads;
    private final LogRecords log;

    LogWriter(Connection connection, Reads reads, LogRecords log) {
        this.connection = connection;
        this.reads = reads;
        this.log = log;
    }

    Outcome write(List<SerializedEvent> events) {
        Map<String, List<SerializedEvent>> streams = byStream(events);
        if (Thread.currentThread().isInterrupted()) {
            return new Outcome.Failed("interrupted before the append began", null);
        }
        try {
            long position = connection.ask(client -> request(client, streams));
            return new Outcome.Stored(position > 0 ? position : log.head());
        } catch (Fault fault) {
            return outcomeOf(fault, streams);
        } catch (EventStoreException e) {
            return new Outcome.Unknown(String.valueOf(e.getMessage()), e);
        }
    }

    /** Ordered by stream, and within each as given; the order in which the log will have them. */
    private static Map<String, List<SerializedEvent>> byStream(List<SerializedEvent> events) {
        Map<String, List<SerializedEvent>> streams = new LinkedHashMap<>();
        for (SerializedEvent event : events) {
            streams.computeIfAbsent(StreamNames.of(event), name -> new ArrayList<>())
                    .add(event);
        }
        return streams;
    }

    /** Answers the position of the last event, or a negative number if the server does not know it. */
    private static CompletableFuture<Long> request(KurrentDBClient client, Map<String, List<SerializedEvent>> streams) {
        if (streams.size() == 1) {
            Map.Entry<String, List<SerializedEvent>> only =
                    streams.entrySet().iterator().next();
            return client.appendToStream(
                            only.getKey(),
                            AppendToStreamOptions.get().streamState(expected(only.getValue())),
                            records(only.getValue()).iterator())
                    .thenApply(written -> written.getLogPosition() == null
                            ? -1
                            : written.getLogPosition().getCommitUnsigned());
        }
        List<AppendStreamRequest> requests = new ArrayList<>(streams.size());
        streams.forEach((name, events) ->
                requests.add(new AppendStreamRequest(name, records(events).iterator(), expected(events))));
        return client.multiStreamAppend(requests.iterator()).thenApply(written -> written.getPosition());
    }

    private static List<EventData> records(List<SerializedEvent> events) {
        return events.stream().map(Records::of).toList();
    }

    private static StreamState expected(List<SerializedEvent> events) {
        long first = revision(events.getFirst());
        return first == 0 ? StreamState.noStream() : StreamState.streamRevision(first - 1);
    }

    private static long revision(SerializedEvent event) {
        return event.sequence() == null ? 0 : event.sequence();
    }

    private Outcome outcomeOf(Fault fault, Map<String, List<SerializedEvent>> streams) {
        Throwable reason = fault.reason();
        if (reason instanceof UnsupportedOperationException) {
            return new Outcome.Failed(
                    "they belong to %d streams, and this server cannot append to more than one at once; KurrentDB 25.1 and later can"
                            .formatted(streams.size()),
                    reason);
        }
        if (reason instanceof WrongExpectedVersionException || (fault.mayHaveHappened() && !fault.isPassing())) {
            try {
                @Nullable Outcome found = comparedWithTheLog(streams);
                if (found != null && lasts(found, fault)) {
                    return found;
                }
            } catch (EventStoreException e) {
                fault.addSuppressed(e);
                return new Outcome.Unknown("the log could not be compared with it", fault);
            }
        }
        return fault.mayHaveHappened()
                ? new Outcome.Unknown(String.valueOf(fault.getMessage()), reason)
                : unlessItLostARace(reason, streams);
    }

    /** A call that was lost may still arrive: a place once taken stays so, but a missing event may be there by then. */
    private static boolean lasts(Outcome outcome, Fault fault) {
        return !(outcome instanceof Outcome.AfterHole && fault.mayHaveHappened());
    }

    /** What was missing when the server refused the append, and was there when the log was looked at. */
    private static Outcome unlessItLostARace(Throwable reason, Map<String, List<SerializedEvent>> streams) {
        @Nullable
        List<SerializedEvent> refused =
                reason instanceof WrongExpectedVersionException wrong ? streams.get(wrong.getStreamName()) : null;
        return refused == null
                ? new Outcome.Failed(String.valueOf(reason.getMessage()), reason)
                : new Outcome.AfterHole(refused.getFirst());
    }

    /** Null if nothing in the log stands in the append's way, and nothing of it is stored. */
    private @Nullable Outcome comparedWithTheLog(Map<String, List<SerializedEvent>> streams) {
        long last = -1;
        boolean stored = true;
        @Nullable SerializedEvent taken = null;
        @Nullable SerializedEvent afterHole = null;
        for (Map.Entry<String, List<SerializedEvent>> stream : streams.entrySet()) {
            List<SerializedEvent> events = stream.getValue();
            SerializedEvent first = events.getFirst();
            List<RecordedEvent> records = reads.stream(stream.getKey(), revision(first), events.size());
            stored &= records.size() == events.size();
            for (int i = 0; i < records.size(); i++) {
                stored &= records.get(i)
                        .getEventId()
                        .toString()
                        .equals(events.get(i).id());
                last = Math.max(last, Records.commitPosition(records.get(i)));
            }
            if (taken == null && !records.isEmpty()) {
                taken = first;
            }
            if (afterHole == null && records.isEmpty() && lacksThePredecessorOf(first, stream.getKey())) {
                afterHole = first;
            }
        }
        if (stored) {
            return new Outcome.Stored(last > 0 ? last : log.head());
        }
        if (taken != null) {
            return taken.stream() == null ? new Outcome.IdTaken(taken) : new Outcome.SequenceTaken(taken);
        }
        return afterHole == null ? null : new Outcome.AfterHole(afterHole);
    }

    private boolean lacksThePredecessorOf(SerializedEvent event, String name) {
        return revision(event) > 0
                && reads.lastOf(name).map(RecordedEvent::getRevision).orElse(-1L) < revision(event) - 1;
    }
}
