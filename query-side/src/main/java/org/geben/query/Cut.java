package org.geben.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** Where the past ends that is asked for. What belongs to it is folded in the order of the log. */
public sealed interface Cut extends AsOf {
    /**
     * As far as the log is to be read for what belongs to it.
     *
     * @param head the position where the log ends, which is asked for only if it matters
     */
    long reach(LongSupplier head);

    /** Whether an event belongs to it. */
    boolean includes(long position, Instant occurredAt);

    /** What the system knew: the events up to a position, which belongs to it. */
    record ByPosition(long position) implements Cut {
        @Override
        public boolean includes(long other, Instant occurredAt) {
            return other <= position;
        }

        @Override
        public long reach(LongSupplier head) {
            return position;
        }

        @Override
        public String tag() {
            return "@" + position;
        }
    }

    /**
     * The community as it was: whatever had happened by a moment, which belongs to it, also what the log has learnt
     * later.
     *
     * @param moment in whole microseconds, as views keep times
     */
    record ByTime(Instant moment) implements Cut {
        public ByTime {
            moment = moment.truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public long reach(LongSupplier head) {
            return head.getAsLong();
        }

        @Override
        public String tag() {
            return "@" + moment;
        }

        @Override
        public boolean includes(long position, Instant occurredAt) {
            return !occurredAt.truncatedTo(ChronoUnit.MICROS).isAfter(moment);
        }
    }
}
