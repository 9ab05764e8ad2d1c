package org.geben.eventstore.contract;

import org.geben.eventstore.EventLog;

/** What the contracts for engines of this extension work on. */
public interface EventLogSceneContract extends SceneContract {

    @Override
    Scene<? extends EventLog> scene();

    @Override
    default EventLog engine() {
        return scene().engine();
    }

    default long headPosition() {
        return engine().createHeadToken().position().orElseThrow();
    }
}
