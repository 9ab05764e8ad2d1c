package org.geben.eventstore.kurrentdb.server;

import java.util.List;
import org.geben.eventstore.kurrentdb.server.LogEntry.Proposal;

/** A client's records for one stream, and the revision that it takes the stream to have; or one of the numbers below. */
record StreamAppend(String stream, long expected, List<Proposal> records) {
    static final long NO_STREAM = -1;
    static final long ANY = -2;
    static final long EXISTS = -4;
}
