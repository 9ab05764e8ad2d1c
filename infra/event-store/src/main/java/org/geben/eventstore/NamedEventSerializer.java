package org.geben.eventstore;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events as JSON under the names of a table, so that a class can be renamed or moved while the history stands. A
 * new shape takes a new name, and an upcaster from the old one: the names carry the version, and there is no revision.
 *
 * <p>Besides events it knows Axon's {@link MetaData}. A class that is not in the table is refused, for it would bind the
 * history to itself; so is a name that is not, for its events would be passed over in silence.
 */
public final class NamedEventSerializer extends Jackson3Serializer {

    private static final String METADATA = MetaData.class.getName();

    private final Map<String, Class<?>> classes;
    private final Map<Class<?>, SerializedType> names;

    private NamedEventSerializer(Map<String, ? extends Class<?>> table, Consumer<JsonMapper.Builder> customizer) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(customizer::accept));
        this.classes = Map.copyOf(table);
        this.names = new HashMap<>();
        table.forEach((name, type) -> {
            @Nullable SerializedType other = names.put(type, new SimpleSerializedType(name, null));
            if (other != null) {
                throw new AxonConfigurationException("%s is to have one name, not both [%s] and [%s]"
                        .formatted(type.getName(), other.getName(), name));
            }
        });
    }

    /**
     * @param table the class of each name
     * @throws AxonConfigurationException if a class has two names
     */
    public static NamedEventSerializer of(Map<String, ? extends Class<?>> table) {
        return of(table, mapper -> {});
    }

    /**
     * @param table the class of each name
     * @param customizer changes how the events are written and read
     * @throws AxonConfigurationException if a class has two names
     */
    public static NamedEventSerializer of(
            Map<String, ? extends Class<?>> table, Consumer<JsonMapper.Builder> customizer) {
        return new NamedEventSerializer(table, customizer);
    }

    /** @throws SerializationException if the class is not in the table */
    @Override
    public SerializedType typeForClass(@Nullable Class type) {
        @Nullable SerializedType name = names.get(type);
        if (name != null) {
            return name;
        }
        if (type == MetaData.class) {
            return super.typeForClass(type);
        }
        throw new SerializationException(
                "%s has no name in the table of events".formatted(type == null ? "Nothing" : type.getName()));
    }

    /** @throws SerializationException if the name is not in the table */
    @Override
    public Class<?> classForType(SerializedType type) {
        @Nullable Class<?> event = classes.get(type.getName());
        if (event != null) {
            return event;
        }
        if (type.getName().equals(METADATA)) {
            return MetaData.class;
        }
        if (SerializedType.isEmptyType(type)) {
            return super.classForType(type);
        }
        throw new SerializationException(
                "No class has the name [%s] in the table of events: register the class, or an upcaster from that name"
                        .formatted(type.getName()));
    }
}
