package org.geben.command;

import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.spring.config.SpringAggregateConfigurer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What keeps an aggregate with a long history quick to decide: snapshots, which bound what is read of it. Aggregates are
 * not cached: a decision from a state that another node has changed could be a wrong "nothing to do", which no conflict
 * in the log would ever bring to light.
 */
@Configuration(proxyBeanMethods = false)
class WriteSideConfiguration {
    private static final int EVENTS_BETWEEN_SNAPSHOTS = 200;

    @Bean
    SnapshotTriggerDefinition snapshotTrigger(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_BETWEEN_SNAPSHOTS);
    }

    /**
     * To an aggregate, a stream of another kind does not exist, whoever sends its id. The annotation has an attribute
     * for this, which Axon's look-up of aggregates does not read.
     */
    @Bean
    static BeanPostProcessor streamsOfOneKind() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof SpringAggregateConfigurer<?> aggregate) {
                    aggregate.setFilterEventsByType(true);
                }
                return bean;
            }
        };
    }
}
