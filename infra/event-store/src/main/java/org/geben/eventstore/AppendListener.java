package org.geben.eventstore;

import java.time.Duration;

/**
 * Hears what the engine does to the log, for metrics. It is called by the thread that has written, after every caller
 * of the batch has been answered or is about to be; it should be quick, and what it throws is logged and forgotten.
 */
public interface AppendListener {

    /** Hears nothing. */
    AppendListener NONE = new AppendListener() {};

    /**
     * A batch went through.
     *
     * @param appends how many callers' appends it held, refused ones included
     * @param events how many events it held, refused ones included
     * @param refused how many of the appends conflicted and were refused
     * @param took from taking the batch to knowing its outcome
     */
    default void written(int appends, int events, int refused, Duration took) {}

    /**
     * A batch, or an append of it written by itself, failed as a whole.
     *
     * @param appends how many callers' appends failed
     * @param outcomeUnknown whether the events may nevertheless be stored
     */
    default void failed(int appends, boolean outcomeUnknown, Throwable cause) {}
}
