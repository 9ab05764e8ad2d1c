package org.geben.command;

import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps an aggregate with a long history quick to decide: it is cached while used, and snapshots bound a cold start. */
@Configuration(proxyBeanMethods = false)
class WriteSideConfiguration {
    private static final int EVENTS_BETWEEN_SNAPSHOTS = 200;

    @Bean
    Cache aggregateCache() {
        return new WeakReferenceCache();
    }

    @Bean
    SnapshotTriggerDefinition snapshotTrigger(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_BETWEEN_SNAPSHOTS);
    }
}
