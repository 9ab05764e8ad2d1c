package org.geben.query.generation;

import java.time.Instant;
import org.geben.query.Cut;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One schema, made by one version of one projection under one set of rules, from the first event up to a position or as of
 * a moment.
 *
 * @param position of the last event in it; 0 while there is none
 * @param target where the log ended when the building of the generation began; 0 for an empty log
 * @param events how many it has folded
 * @param startedAt when its building began; null while it waits for that, and for one that needed none
 * @param run since when it is built without a pause; null while it waits
 * @param finishedAt when it became what it is now, unless it is still being built
 * @param failure what it failed on, in a sentence
 * @param held whether it is only kept ready when it is built, and does not take the live one's place by itself
 * @param cut where the past ends that it shows; null for one that follows the log, or is to take such a one's place
 * @param usedAt when somebody last read in it, to the minute; null unless it has a cut
 * @param rules the rules of scoring that it is folded under; null for the standard ones
 * @param incomplete what it does not hold of what it has come past
 * @param lacking the keys and indexes that are made when all else is there; null when it has them
 */
public record Generation(
        long id,
        String projection,
        int version,
        String schema,
        State state,
        long position,
        long target,
        long events,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Run run,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        boolean held,
        @Nullable Cut cut,
        @Nullable Instant usedAt,
        @Nullable JsonNode rules,
        Incomplete incomplete,
        @Nullable Lacking lacking) {
    /** Names the generation to readers, and the processor that makes it follow the log. */
    public String name() {
        return projection + "-" + id;
    }

    /** Whether it has all that it is to have at its position, its keys included, and stays for now. */
    boolean isWhole() {
        return switch (state) {
            case LIVE, FROZEN, READY -> true;
            case BUILDING, VERIFYING, FAILED, RETIRED -> false;
        };
    }

    /**
     * A time without a pause in which it is built.
     *
     * @param from the position at which it stood then
     */
    public record Run(Instant since, long from) {}

    /**
     * Keys and indexes, by the statements that make them.
     *
     * @param left how many are still to be executed
     * @param all how many there were when none of them was
     */
    public record Lacking(int left, int all) {}

    /** The life of a generation. */
    public enum State {
        /** Folds the log behind the scenes; nobody reads it. */
        BUILDING,
        /** Was built and is held: it waits to be told to take the live one's place. */
        READY,
        /** Folds the log only to be compared with the live one, and is dropped afterwards. */
        VERIFYING,
        /** Follows the log and answers. There is one of each projection. */
        LIVE,
        /** Stands at its cut and answers whoever asks for that. */
        FROZEN,
        /** Its events, or its tables, could not be folded into what it is to be. */
        FAILED,
        /** Was live or frozen; kept only until whoever still reads in it has finished. */
        RETIRED
    }
}
