package org.geben.eventstore.engine;

import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.geben.eventstore.AppendOutcomeUnknownException;
import org.jspecify.annotations.Nullable;

/** What became of an append. The exceptions are made in the caller's thread, so their stack traces show the caller. */
public sealed interface Outcome {

    /** Either gives the position of the append's last event or throws what the caller should see. */
    long lastPosition();

    record Stored(long lastPosition) implements Outcome {}

    record SequenceTaken(SerializedEvent event) implements Outcome {
        @Override
        public long lastPosition() {
            if (event.startsStream()) {
                throw new AggregateStreamCreationException("Cannot create stream [%s] of type [%s]: it exists already"
                        .formatted(event.stream(), event.type()));
            }
            throw new ConcurrencyException("Another event was stored before %s".formatted(event.place()));
        }
    }

    record IdTaken(SerializedEvent event) implements Outcome {
        @Override
        public long lastPosition() {
            throw new ConcurrencyException("The event identifier [%s] is taken by an event other than the one %s"
                    .formatted(event.id(), event.place()));
        }
    }

    record AfterHole(SerializedEvent event) implements Outcome {
        @Override
        public long lastPosition() {
            throw new ConcurrencyException("The event just before %s is not stored".formatted(event.place()));
        }
    }

    record Failed(String reason, @Nullable Throwable cause) implements Outcome {
        @Override
        public long lastPosition() {
            throw new EventStoreException("The events were not stored: " + reason, cause);
        }
    }

    record Unknown(String reason, @Nullable Throwable cause) implements Outcome {
        @Override
        public long lastPosition() {
            throw new AppendOutcomeUnknownException("It is unknown whether the events were stored: " + reason, cause);
        }
    }
}
