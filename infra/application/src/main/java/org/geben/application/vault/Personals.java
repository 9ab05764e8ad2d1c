package org.geben.application.vault;

import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import tools.jackson.databind.json.JsonMapper;

/** What whoever writes events or snapshots, and reads them, needs for what is personal to be sealed. */
public final class Personals {
    private final KeyVault vault;

    Personals(KeyVault vault) {
        this.vault = vault;
    }

    /** Has the mapper write what is personal sealed, and read it opened, or what an erasure has left of it. */
    public Consumer<JsonMapper.Builder> sealing() {
        return mapper -> mapper.addModule(new SealedParts(vault, mapper.build()).module());
    }

    /** Makes the keys for the events of an append before they are written. */
    public MessageDispatchInterceptor<EventMessage<?>> keys() {
        return new KeysAhead(vault);
    }
}
