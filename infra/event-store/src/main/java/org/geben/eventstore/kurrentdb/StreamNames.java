package org.geben.eventstore.kurrentdb;

import org.geben.eventstore.engine.SerializedEvent;

/**
 * What the log's streams are called. The prefixes keep the three kinds apart whatever an aggregate's identifier looks
 * like, and make them known among the server's own streams, whose names begin with {@code $}.
 *
 * <p>An aggregate's type is not part of the name. Axon asks for a stream by its identifier alone, and so does everybody
 * who reads many at once or one that may not exist; with the type in the name each of them would have to look it up
 * first. The type is kept with each event.
 */
final class StreamNames {

    /** What events have in common and nothing else has, as a regular expression for the server. */
    static final String OF_EVENTS = "^(aggregate|event)-.*";

    private static final String AGGREGATE = "aggregate-";
    private static final String EVENT = "event-";
    private static final String SNAPSHOT = "snapshot-";

    private StreamNames() {}

    static String ofAggregate(String identifier) {
        return AGGREGATE + identifier;
    }

    /** An event outside any aggregate is alone in its stream, so that it can be refused or found there like any other. */
    static String of(SerializedEvent event) {
        return event.stream() == null ? EVENT + event.id() : ofAggregate(event.stream());
    }

    static String ofSnapshot(String identifier) {
        return SNAPSHOT + identifier;
    }

    static boolean isOfEvents(String name) {
        return isOfAggregate(name) || name.startsWith(EVENT);
    }

    static boolean isOfAggregate(String name) {
        return name.startsWith(AGGREGATE);
    }

    /** The identifier of the aggregate whose events or snapshots the stream holds. */
    static String aggregateOf(String name) {
        return name.substring(name.indexOf('-') + 1);
    }
}
