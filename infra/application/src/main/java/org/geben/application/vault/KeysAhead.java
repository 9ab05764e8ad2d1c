package org.geben.application.vault;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** Makes the keys for all events of an append at once, before any of them is sealed. */
final class KeysAhead implements MessageDispatchInterceptor<EventMessage<?>> {
    private final KeyVault vault;

    KeysAhead(KeyVault vault) {
        this.vault = vault;
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        Set<KeyId> keys = new HashSet<>();
        events.forEach(event -> PersonalParts.collect(event.getPayload(), keys));
        vault.make(keys);
        return (index, event) -> event;
    }
}
