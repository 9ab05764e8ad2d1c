package org.geben.application.observability;

import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.micrometer.MessageTimerMonitor;
import org.axonframework.micrometer.TagsUtil;
import org.geben.application.database.ConditionalOnPostgresLog;
import org.geben.application.database.EventLogDatabase;
import org.geben.query.generation.Generations;
import org.geben.query.history.Subscribers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The meters that others bring, put under the names of Prometheus, and those that need nothing but a gauge. */
@Configuration(proxyBeanMethods = false)
class ObservabilityConfiguration {
    /** How long each processor takes for messages of a type. All that Axon would measure costs a tenth of a command. */
    @Bean
    ConfigurerModule processorTimers(MeterRegistry registry) {
        return configurer -> configurer.configureMessageMonitor(
                EventProcessor.class,
                (axon, type, name) -> MessageTimerMonitor.builder()
                        .meterNamePrefix("eventProcessor")
                        .meterRegistry(registry)
                        .tagsBuilder(message -> Tags.of(TagsUtil.PAYLOAD_TYPE_TAGGER_FUNCTION.apply(message))
                                .and(TagsUtil.PROCESSOR_NAME_TAG, name))
                        .build());
    }

    /** Percentiles of several nodes cannot be added up, and to keep them takes a fifth of what following the log does. */
    @Bean
    MeterFilter noPercentilesOfProcessors() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().startsWith(PrometheusNames.OF_AXON)
                        ? DistributionStatisticConfig.builder()
                                .percentiles()
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }

    @Bean
    MeterFilter prometheusNames() {
        return new PrometheusNames();
    }

    /** Spring Boot measures pools that are beans, and the log's are not: whatever asks for a data source gets the views'. */
    @Bean
    @ConditionalOnPostgresLog
    MeterBinder poolsOfTheLog(EventLogDatabase log) {
        return registry -> log.pools()
                .forEach(pool -> pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry)));
    }

    @Bean
    MeterBinder logAndSubscribers(LogHead head, Subscribers subscribers) {
        return registry -> {
            Gauge.builder("geben.log.position", head, LogHead::position)
                    .description("Position of the newest event in the log")
                    .register(registry);
            Gauge.builder("geben.stream.subscribers", subscribers, Subscribers::count)
                    .description("Clients that follow the log on this node")
                    .register(registry);
            Gauge.builder("geben.stream.subscribers.limit", subscribers, Subscribers::most)
                    .description("Clients that may follow the log on this node")
                    .register(registry);
        };
    }

    @Bean
    MeterBinder pausesOfBuilds(Generations generations) {
        return registry -> FunctionCounter.builder(
                        "geben.build.paused",
                        generations.pace(),
                        pace -> pace.paused().toNanos() / 1e9)
                .description("Time that the building of generations has paused for the sake of live traffic")
                .baseUnit("seconds")
                .register(registry);
    }
}
