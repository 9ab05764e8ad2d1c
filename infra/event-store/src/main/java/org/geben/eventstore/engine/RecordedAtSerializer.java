package org.geben.eventstore.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.geben.eventstore.RecordedAt;
import org.jspecify.annotations.Nullable;

/**
 * The event serializer, which adds {@link RecordedAt} to metadata that it deserialises. Doing it here leaves metadata
 * lazy: nothing is deserialised for an event whose metadata nobody asks for. It remembers the class of each type, for
 * Axon asks twice for every event that it reads, and a search for a class by name costs as much as its fields.
 */
final class RecordedAtSerializer implements Serializer {

    private final Serializer delegate;
    private final Map<SerializedType, Class<?>> classes = new ConcurrentHashMap<>();

    RecordedAtSerializer(Serializer delegate) {
        this.delegate = delegate;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        if (serialized instanceof RecordedMetaData recorded) {
            MetaData metadata = delegate.deserialize(recorded);
            return (T) metadata.and(RecordedAt.KEY, recorded.recordedAt().toString());
        }
        return delegate.deserialize(serialized);
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> expectedRepresentation) {
        return delegate.serialize(object, expectedRepresentation);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> expectedRepresentation) {
        return delegate.canSerializeTo(expectedRepresentation);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        return classes.computeIfAbsent(type, delegate::classForType);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        return delegate.typeForClass(type);
    }

    @Override
    public Converter getConverter() {
        return delegate.getConverter();
    }
}
