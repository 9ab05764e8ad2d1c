package org.geben.eventstore.engine;

import org.axonframework.eventhandling.EventData;

/** How many bytes of payload and metadata a stored event has. */
final class Weight {

    private Weight() {}

    static int of(EventData<?> event) {
        return length(event.getPayload().getData()) + length(event.getMetaData().getData());
    }

    private static int length(Object data) {
        return data instanceof byte[] bytes ? bytes.length : 0;
    }
}
