package org.geben.benchmarks.community;

import org.geben.kernel.StreamId;

/** A stream of the log, and how many events it has. */
final class LogStream {
    private final String type;
    private final StreamId id;
    private int events;

    LogStream(String type, StreamId id) {
        this.type = type;
        this.id = id;
    }

    String type() {
        return type;
    }

    String id() {
        return id.stream();
    }

    int next() {
        return events++;
    }
}
