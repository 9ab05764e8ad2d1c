package org.geben.query.generation;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * An event that has not become part of a generation.
 *
 * @param failure why; null if it only stands behind another one of its stream
 */
record Unfolded(LoggedEvent event, @Nullable Exception failure) {
    /** Tells operators of one that has failed. */
    void report(Logger log, Generation generation) {
        if (failure != null) {
            log.error(
                    "{} goes on without the event {} at position {}, which is parked: {}",
                    generation.name(),
                    event.event().getIdentifier(),
                    event.position(),
                    Poison.sentence(failure));
            // A database's message may quote what the event says.
            log.debug("Why it is parked", failure);
        }
    }
}
