package org.geben.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an aggregate knows is in its snapshot, and read back from it. */
class SnapshotTest {
    private final Jackson3Serializer serializer = Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(mapper -> mapper.changeDefaultVisibility(visibility -> visibility
                    .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                    .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY)))
            .build();

    @ParameterizedTest
    @MethodSource("org.geben.command.SnapshotShapeTest#aggregates")
    void stateIsReadBackAsItWasWritten(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object aggregate = constructor.newInstance();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                field.set(aggregate, something(field.getGenericType()));
            }
        }
        Object read = serializer.deserialize(serializer.serialize(aggregate, byte[].class));
        assertThat(read).usingRecursiveComparison().isEqualTo(aggregate);
        assertThat(read).hasNoNullFieldsOrProperties();
    }

    private static Object something(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Object[] arguments = new Object[generic.getActualTypeArguments().length];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = something(generic.getActualTypeArguments()[i]);
            }
            if (generic.getRawType() == Map.class) {
                return new HashMap<>(Map.of(arguments[0], arguments[1]));
            }
            return generic.getRawType() == Set.class ? new HashSet<>(Set.of(arguments[0])) : List.of(arguments[0]);
        }
        Class<?> known = (Class<?>) type;
        if (known == boolean.class || known == Boolean.class) {
            return true;
        }
        if (known == int.class || known == Integer.class) {
            return 7;
        }
        if (known == long.class || known == Long.class) {
            return 7L;
        }
        if (known == String.class) {
            return "text";
        }
        if (known == UUID.class) {
            return UUID.fromString("018f3c1e-0000-7000-8000-00000000000a");
        }
        if (known == Instant.class) {
            return Instant.parse("2026-03-01T00:00:00Z");
        }
        if (known == LocalDate.class) {
            return LocalDate.parse("2026-03-01");
        }
        if (known == URI.class) {
            return URI.create("https://example.org");
        }
        if (known == Locale.class) {
            return Locale.GERMAN;
        }
        if (known.isEnum()) {
            return known.getEnumConstants()[0];
        }
        if (known.isSealed()) {
            return something(known.getPermittedSubclasses()[0]);
        }
        assertThat(known).as("something to fill the state with").isRecord();
        return record(known);
    }

    private static Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = something(components[i].getGenericType());
        }
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }
}
