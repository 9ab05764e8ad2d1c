package org.geben.application.axon;

import java.util.Map;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.geben.kernel.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as JSON under their stable names. An event without a name in {@link EventNames} is refused at once: it
 * would bind the history to a Java class.
 */
final class EventSerializer extends Jackson3Serializer {
    private static final Map<String, Class<? extends Record>> EVENTS = EventNames.table();

    EventSerializer() {
        super(Jackson3Serializer.builder());
    }

    @Override
    public SerializedType typeForClass(Class type) {
        return Record.class.isAssignableFrom(type)
                ? new SimpleSerializedType(EventNames.of(type), null)
                : super.typeForClass(type);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        @Nullable Class<? extends Record> event = EVENTS.get(type.getName());
        return event == null ? super.classForType(type) : event;
    }
}
