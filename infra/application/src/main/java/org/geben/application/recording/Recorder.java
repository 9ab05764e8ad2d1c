package org.geben.application.recording;

import java.util.List;
import org.geben.command.Order;
import org.geben.command.Outcome;

/** The write side as a long run of commands sees it: what is sent together is recorded together, in order. */
@FunctionalInterface
public interface Recorder extends AutoCloseable {

    /** What became of each order, in the order in which they were given; accepted ones are on disk. */
    List<Outcome> record(List<Order> orders);

    @Override
    default void close() {}
}
