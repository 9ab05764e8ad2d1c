package org.geben.eventstore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * The events that a unit of work has published and not yet committed, by stream. Axon compares every staged event with
 * every other at each look, which with some hundred commands in one unit of work takes more time than all the rest.
 */
final class StagedEvents {
    private static final String KEY = StagedEvents.class.getName();

    private final Map<String, List<Staged>> streams = new HashMap<>();

    private StagedEvents() {}

    static StagedEvents of(UnitOfWork<?> unitOfWork) {
        return unitOfWork.root().getOrComputeResource(KEY, key -> new StagedEvents());
    }

    void add(DomainEventMessage<?> event, UnitOfWork<?> publisher) {
        streams.computeIfAbsent(event.getAggregateIdentifier(), stream -> new ArrayList<>(2))
                .add(new Staged(event, publisher));
    }

    /** The stream's events, in order, without those of nested units of work that were rolled back. */
    Stream<? extends DomainEventMessage<?>> in(String stream) {
        return streams.getOrDefault(stream, List.of()).stream()
                .filter(Staged::stillMeant)
                .map(Staged::event);
    }

    private record Staged(DomainEventMessage<?> event, UnitOfWork<?> publisher) {
        boolean stillMeant() {
            return Stream.<UnitOfWork<?>>iterate(
                            publisher,
                            unit -> unit != null,
                            unit -> unit.parent().orElse(null))
                    .noneMatch(UnitOfWork::isRolledBack);
        }
    }
}
