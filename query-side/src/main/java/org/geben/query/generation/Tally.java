package org.geben.query.generation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/**
 * By how much each key's count changes in a batch.
 *
 * @param <K> a key, with equality
 */
public final class Tally<K> {
    private final Map<K, Long> changes = new LinkedHashMap<>();

    public void add(K key, long change) {
        changes.merge(key, change, Long::sum);
    }

    public long of(K key) {
        return changes.getOrDefault(key, 0L);
    }

    public Set<K> keys() {
        return changes.keySet();
    }

    /** The keys whose count is another afterwards. */
    public void forEachChange(ObjLongConsumer<K> consumer) {
        changes.forEach((key, change) -> {
            if (change != 0) {
                consumer.accept(key, change);
            }
        });
    }
}
