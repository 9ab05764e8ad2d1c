package org.geben.command;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.geben.kernel.StreamId;
import org.jspecify.annotations.Nullable;

/** The streams that a command speaks of: every id in it, however deep. They are what deciding it will read. */
final class Mentions {
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            List<RecordComponent> components = List.of(type.getRecordComponents());
            components.forEach(component -> component.getAccessor().setAccessible(true));
            return components;
        }
    };

    private Mentions() {}

    static Set<String> in(Collection<Order> orders) {
        Set<String> streams = new HashSet<>();
        orders.forEach(order -> collect(order.command(), streams));
        return streams;
    }

    private static void collect(@Nullable Object value, Set<String> streams) {
        if (value instanceof StreamId id) {
            streams.add(id.stream());
        } else if (value instanceof Collection<?> several) {
            several.forEach(one -> collect(one, streams));
        } else if (value instanceof Record) {
            COMPONENTS.get(value.getClass()).forEach(component -> collect(read(component, value), streams));
        }
    }

    private static @Nullable Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
