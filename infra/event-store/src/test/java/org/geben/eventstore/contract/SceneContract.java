package org.geben.eventstore.contract;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the contracts for any engine, Axon's own included, work on. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public interface SceneContract {

    /** The same throughout a test, and another for the next one. */
    Scene<? extends EventStorageEngine> scene();

    default EventStorageEngine engine() {
        return scene().engine();
    }

    default String stream() {
        return scene().stream();
    }

    default List<TrackedEventMessage<?>> newEvents() {
        return scene().newEvents();
    }

    @AfterEach
    default void closeEngines() {
        scene().close();
    }
}
