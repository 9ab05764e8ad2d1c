package org.geben.application.sample;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What is going to happen, in the order of time. It holds only what is under way, however long the story gets. */
final class Timetable {

    private final PriorityQueue<Happening> pending =
            new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingLong(Happening::number));
    private final Instant end;
    private long number;

    Timetable(Instant end) {
        this.end = end;
    }

    private record Happening(Instant at, long number, Plan plan) {}

    /** Something to do at a time. */
    @FunctionalInterface
    interface Plan {
        void happen(Instant at);
    }

    /** Plans beyond the end are dropped. */
    void at(Instant at, Plan plan) {
        if (at.isBefore(end)) {
            pending.add(new Happening(at, number++, plan));
        }
    }

    /** Lets the next thing happen; false if there is none. */
    boolean next() {
        Happening happening = pending.poll();
        if (happening == null) {
            return false;
        }
        happening.plan().happen(happening.at());
        return true;
    }
}
