package org.geben.eventstore.kurrentdb;

import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadResult;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamNotFoundException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be read from the server at once. A stream that does not exist is one without records. */
final class Reads {

    private final Connection connection;

    Reads(Connection connection) {
        this.connection = connection;
    }

    /**
     * Records of the whole log, the server's own ones among them.
     *
     * @param from the position of the first record to give; 0 for the beginning
     */
    List<RecordedEvent> forwards(long from, int limit) throws Fault {
        ReadAllOptions options = ReadAllOptions.get().forwards().maxCount(limit);
        ReadAllOptions placed = from == 0 ? options.fromStart() : options.fromPosition(new Position(from, from));
        return connection.ask(client -> client.readAll(placed).thenApply(Reads::records));
    }

    /**
     * Records of the whole log, the last one first.
     *
     * @param before the position of the record that follows those to give, or {@link Long#MAX_VALUE} for the end
     */
    List<RecordedEvent> backwards(long before, int limit) {
        ReadAllOptions options = ReadAllOptions.get().backwards().maxCount(limit);
        ReadAllOptions placed =
                before == Long.MAX_VALUE ? options.fromEnd() : options.fromPosition(new Position(before, before));
        return answer(client -> client.readAll(placed).thenApply(Reads::records));
    }

    List<RecordedEvent> stream(String name, long firstRevision, int limit) {
        return answer(client -> firstOf(client, name, firstRevision, limit));
    }

    /** The first records of each stream, all of them read at once. */
    Map<String, List<RecordedEvent>> streams(List<String> names, int limit) {
        return answer(client -> {
            Map<String, CompletableFuture<List<RecordedEvent>>> reads = HashMap.newHashMap(names.size());
            names.forEach(name -> reads.put(name, firstOf(client, name, 0, limit)));
            return CompletableFuture.allOf(reads.values().toArray(CompletableFuture<?>[]::new))
                    .thenApply(all -> {
                        Map<String, List<RecordedEvent>> records = HashMap.newHashMap(names.size());
                        reads.forEach((name, read) -> records.put(name, read.join()));
                        return records;
                    });
        });
    }

    Optional<RecordedEvent> lastOf(String name) {
        ReadStreamOptions last = ReadStreamOptions.get().backwards().fromEnd().maxCount(1);
        return answer(client -> client.readStream(name, last).handle(Reads::recordsIfAny)).stream()
                .findFirst();
    }

    private static CompletableFuture<List<RecordedEvent>> firstOf(
            KurrentDBClient client, String name, long firstRevision, int limit) {
        ReadStreamOptions options =
                ReadStreamOptions.get().forwards().fromRevision(firstRevision).maxCount(limit);
        return client.readStream(name, options).handle(Reads::recordsIfAny);
    }

    private static List<RecordedEvent> recordsIfAny(ReadResult result, @Nullable Throwable fault) {
        if (fault instanceof StreamNotFoundException) {
            return List.of();
        }
        if (fault != null) {
            throw new CompletionException(fault);
        }
        return records(result);
    }

    private static List<RecordedEvent> records(ReadResult result) {
        return result.getEvents().stream().map(ResolvedEvent::getOriginalEvent).toList();
    }

    private <T> T answer(Function<KurrentDBClient, CompletableFuture<T>> question) {
        try {
            return connection.ask(question);
        } catch (Fault fault) {
            throw fault.asNoAnswer();
        }
    }
}
