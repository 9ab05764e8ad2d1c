package org.geben.application.observability;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.geben.application.axon.LiveProjections;
import org.geben.query.generation.Generation;

/**
 * How one projection of this process is.
 *
 * @param projection its name
 * @param live whether it has a generation that can be read; if not, it is still being built
 * @param followed whether this process makes that one follow the log, and not another one
 * @param running whether this process can do so at present
 * @param failing whether it cannot go on and tries again
 * @param position of the last event in it, 0 if there is none
 * @param head of the log, asked only for what cannot be known without it
 */
record ProjectionState(
        String projection,
        boolean live,
        boolean followed,
        boolean running,
        boolean failing,
        long position,
        LogHead head) {

    static ProjectionState of(String projection, LiveProjections projections, LogHead head) {
        TrackingEventProcessor processor = projections.processor(projection);
        return processor == null || isTurnOfOthers(processor)
                ? ofOthers(projection, projections, head)
                : of(projection, processor, head);
    }

    /** Of the processes that could make it follow the log, one has the turn. */
    private static boolean isTurnOfOthers(TrackingEventProcessor processor) {
        return processor.isRunning() && processor.processingStatus().isEmpty();
    }

    private static ProjectionState ofOthers(String projection, LiveProjections projections, LogHead head) {
        Optional<Generation> readable = projections.readable(projection);
        long position = readable.map(Generation::position).orElse(0L);
        return new ProjectionState(projection, readable.isPresent(), false, false, false, position, head);
    }

    private static ProjectionState of(String projection, TrackingEventProcessor processor, LogHead head) {
        Collection<EventTrackerStatus> segments = processor.processingStatus().values();
        long position = segments.stream()
                .mapToLong(segment -> segment.getCurrentPosition().orElse(0))
                .min()
                .orElse(0);
        return new ProjectionState(
                projection,
                true,
                true,
                processor.isRunning(),
                processor.isError() || segments.stream().anyMatch(EventTrackerStatus::isErrorState),
                position,
                head);
    }

    /** How many events it has still to take, if positions of the log tell. */
    OptionalLong lagEvents() {
        return head.eventsAfter(position);
    }

    /** How long the oldest of these has been waiting. */
    Duration lag() {
        return head.waitingFor(projection, position);
    }

    /** A processor is named after its generation, which is named after its projection and numbered. */
    static String nameOf(TrackingEventProcessor processor) {
        String generation = processor.getName();
        int number = generation.lastIndexOf('-');
        return number < 0 ? generation : generation.substring(0, number);
    }
}
