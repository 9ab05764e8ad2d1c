package org.geben.application.generations;

import org.geben.query.generation.Generation.State;
import org.geben.query.generation.GenerationEntry;

/** How quickly a generation is being built, told from one look to the next. For one thread. */
final class Pulse {
    private static final double NANOS = 1e9;

    private long since;
    private long from = -1;

    /** Of 100, its indexes included. */
    static long percent(GenerationEntry generation) {
        Double progress = generation.progress();
        return progress == null ? 100 : Math.round(progress * 100);
    }

    /** Such as {@code 1,200 of 2,000 events at 400/s, 4 s left}. */
    String note(GenerationEntry generation, long nanoTime) {
        if (generation.state() != State.BUILDING) {
            return "";
        }
        if (from < 0) {
            from = generation.position();
            since = nanoTime;
        }
        StringBuilder note = new StringBuilder();
        if (generation.position() < generation.target()) {
            note.append("%,d of %,d events".formatted(generation.position(), generation.target()));
            if (generation.position() > from) {
                note.append(
                        " at %,d/s".formatted(Math.round((generation.position() - from) * NANOS / (nanoTime - since))));
            }
        } else {
            note.append("making indexes");
        }
        if (generation.secondsLeft() != null) {
            note.append(", %,d s left".formatted(generation.secondsLeft()));
        }
        return note.toString();
    }
}
