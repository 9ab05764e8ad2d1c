package org.geben.eventstore.kurrentdb.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geben.eventstore.kurrentdb.server.LogEntry.Proposal;
import org.jspecify.annotations.Nullable;

/**
 * The log of a server, or of a cluster: streams, and everything in one order, with the server's own records in between.
 * Positions are where a record begins, as if the log were a file. It outlives the nodes that serve it.
 */
final class ServerLog {

    static final String STATISTICS = "$stats-127.0.0.1:2113";

    private static final int OWN_RECORD_EVERY = 3;
    private static final int OVERHEAD = 77;
    private static final Pattern MAX_COUNT = Pattern.compile("\"\\$maxCount\"\\s*:\\s*(\\d+)");

    private final int maxAppendSize;
    private final NavigableMap<Long, LogEntry> entries = new TreeMap<>();
    private final Map<String, List<LogEntry>> streams = new HashMap<>();
    private Clock clock = Clock.systemUTC();
    private int appends;
    private long end;

    ServerLog(int maxAppendSize) {
        this.maxAppendSize = maxAppendSize;
        own("$users", "$UsersInitialized");
    }

    synchronized void useClock(Clock other) {
        clock = other;
    }

    /** Records of the server's own, as it writes them for its statistics. */
    synchronized void writeOwnRecords(int count) {
        for (int i = 0; i < count; i++) {
            own(STATISTICS, "$statsCollected");
        }
        notifyAll();
    }

    /** Takes a stream's records out of the order of all, as the server does with what has become too old. */
    synchronized void scavenge(String stream) {
        entries.values().removeIf(entry -> entry.stream().equals(stream));
    }

    /** Puts a record there as no client may: under any type, with any metadata. */
    synchronized void plant(String stream, Proposal record) {
        write(stream, record);
        notifyAll();
    }

    private void own(String stream, String type) {
        write(
                stream,
                new Proposal(
                        UUID.randomUUID(), type, "application/json", ByteString.copyFromUtf8("{}"), ByteString.EMPTY));
    }

    synchronized AppendResult append(List<StreamAppend> append) {
        int size = append.stream()
                .flatMap(a -> a.records().stream())
                .mapToInt(Proposal::size)
                .sum();
        if (size > maxAppendSize) {
            return new AppendResult.TooLarge(size, maxAppendSize);
        }
        int known = 0;
        for (StreamAppend part : append) {
            if (isStored(part)) {
                known++;
            } else if (!fits(part)) {
                return new AppendResult.Conflict(part, lastRevision(part.stream()));
            }
        }
        if (known == append.size()) {
            return stored(append);
        }
        if (known > 0) {
            return new AppendResult.Mixed();
        }
        if (appends++ % OWN_RECORD_EVERY == 0) {
            own("$settings", "$settings");
        }
        for (StreamAppend part : append) {
            part.records().forEach(record -> write(part.stream(), record));
        }
        notifyAll();
        return stored(append);
    }

    /** Whether the very same records stand where these belong; without an expectation, nobody can tell. */
    private boolean isStored(StreamAppend part) {
        List<LogEntry> stream = streams.getOrDefault(part.stream(), List.of());
        int first = (int) part.expected() + 1;
        if (part.expected() < StreamAppend.NO_STREAM || first + part.records().size() > stream.size()) {
            return false;
        }
        for (int i = 0; i < part.records().size(); i++) {
            if (!stream.get(first + i)
                    .proposal()
                    .id()
                    .equals(part.records().get(i).id())) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(StreamAppend part) {
        return part.expected() == StreamAppend.ANY
                || (part.expected() == StreamAppend.EXISTS && lastRevision(part.stream()) >= 0)
                || part.expected() == lastRevision(part.stream());
    }

    private long lastRevision(String stream) {
        return streams.getOrDefault(stream, List.of()).size() - 1;
    }

    private AppendResult stored(List<StreamAppend> append) {
        long position = -1;
        List<Long> revisions = new ArrayList<>();
        for (StreamAppend part : append) {
            List<LogEntry> stream = streams.getOrDefault(part.stream(), List.of());
            int last = part.expected() < StreamAppend.NO_STREAM
                    ? stream.size() - 1
                    : (int) part.expected() + part.records().size();
            position = Math.max(position, stream.get(last).position());
            revisions.add((long) last);
        }
        return new AppendResult.Stored(position, revisions);
    }

    private void write(String stream, Proposal record) {
        List<LogEntry> others = streams.computeIfAbsent(stream, name -> new ArrayList<>());
        LogEntry entry = new LogEntry(end, stream, others.size(), record, clock.instant());
        others.add(entry);
        entries.put(end, entry);
        end += OVERHEAD + stream.getBytes(UTF_8).length + record.size();
    }

    /** What readers see of a stream; null if there is no such stream. */
    synchronized @Nullable List<LogEntry> stream(String name) {
        List<LogEntry> all = streams.get(name);
        return all == null ? null : List.copyOf(all.subList(Math.max(0, all.size() - maxCount(name)), all.size()));
    }

    private int maxCount(String stream) {
        List<LogEntry> metadata = streams.getOrDefault("$$" + stream, List.of());
        if (metadata.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        Matcher count = MAX_COUNT.matcher(metadata.getLast().proposal().data().toStringUtf8());
        return count.find() ? Integer.parseInt(count.group(1)) : Integer.MAX_VALUE;
    }

    /** The next records from this position on. */
    synchronized List<LogEntry> from(long position, long limit) throws InvalidPosition {
        requireRecordAt(position);
        return some(entries.tailMap(position, true), limit);
    }

    /** The last records before this position, the very last one first. */
    synchronized List<LogEntry> before(long position, long limit) throws InvalidPosition {
        requireRecordAt(position);
        return some(entries.headMap(position, false).descendingMap(), limit);
    }

    /** The records after this position; none if none comes within the time. */
    synchronized List<LogEntry> awaitAfter(long position, Duration limit) throws InterruptedException {
        if (lastPosition() <= position) {
            wait(limit.toMillis());
        }
        return some(entries.tailMap(position, false), Long.MAX_VALUE);
    }

    synchronized long lastPosition() {
        return entries.lastKey();
    }

    private static List<LogEntry> some(Map<Long, LogEntry> range, long limit) {
        return range.values().stream().limit(limit).toList();
    }

    private void requireRecordAt(long position) throws InvalidPosition {
        if (position <= lastPosition() && !entries.containsKey(position)) {
            throw new InvalidPosition();
        }
    }

    /** No record begins there. */
    static final class InvalidPosition extends Exception {}
}
