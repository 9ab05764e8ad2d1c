package org.geben.benchmarks.rebuild;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * How full the heap becomes, seen at each collection: before it, with all that is not needed any more, and after it. The
 * first comes near the largest heap allowed whatever is done, for a collector is in no hurry.
 */
final class Heap implements AutoCloseable {
    private static final double MEGABYTE = 1 << 20;
    private static final Set<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(pool -> pool.getName())
            .collect(Collectors.toUnmodifiableSet());

    private final NotificationListener listener = (notification, handback) -> collected(notification);
    private long mostBefore;
    private long mostAfter;

    private Heap() {}

    static Heap watch() {
        System.gc();
        Heap heap = new Heap();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(heap.listener, null, null);
        }
        return heap;
    }

    private synchronized void collected(Notification notification) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GcInfo collection = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo();
            mostBefore = Math.max(mostBefore, used(collection.getMemoryUsageBeforeGc()));
            mostAfter = Math.max(mostAfter, used(collection.getMemoryUsageAfterGc()));
        }
    }

    private static long used(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(pool -> POOLS.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** The most that it held before a collection, in megabytes. */
    synchronized long before() {
        return Math.round(mostBefore / MEGABYTE);
    }

    /** The most that it held after a collection, in megabytes. */
    synchronized long after() {
        return Math.round(mostAfter / MEGABYTE);
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            try {
                ((NotificationEmitter) collector).removeNotificationListener(listener);
            } catch (ListenerNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
