package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.newStream;

import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.geben.eventstore.AppendedPosition;
import org.junit.jupiter.api.Test;

/** Whoever appends can learn where its events are. */
public interface AppendedPositionContract extends EventLogSceneContract {

    @Test
    default void tellsTheUnitOfWorkThePositionOfItsLastEvent() {
        OptionalLong noted = positionNotedBy(() -> {
            engine().appendEvents(event(stream(), 0, "a"), event(stream(), 1, "b"));
            DefaultUnitOfWork<?> nested = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("nested"));
            engine().appendEvents(event(stream(), 2, "c"));
            nested.commit();
        });

        assertThat(noted).hasValue(headPosition());
        assertThat(positionNotedBy(() -> {})).isEmpty();
    }

    @Test
    default void tellsThePositionOfEventsThatWereStoredAlready() {
        List<DomainEventMessage<?>> events = List.of(event(stream(), 0, "a"), event(newStream(), 0, "b"));
        engine().appendEvents(events);
        long position = headPosition();
        engine().appendEvents(event(newStream(), 0, "c"));

        assertThat(positionNotedBy(() -> scene().openEngine().appendEvents(events)))
                .hasValue(position);
    }

    private static OptionalLong positionNotedBy(Runnable appends) {
        DefaultUnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("root"));
        try {
            appends.run();
            return AppendedPosition.of(unitOfWork);
        } finally {
            unitOfWork.rollback();
        }
    }
}
