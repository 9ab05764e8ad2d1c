package org.geben.application.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.geben.application.vault.Personals;
import org.geben.eventstore.AppendListener;
import org.geben.eventstore.engine.EventLogEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** What an engine has to know of this application, whichever it is. */
@Component
final class EngineSettings {
    private static final int EVENTS_A_PAGE = 1_000;

    private final Serializer eventSerializer;
    private final Configuration configuration;
    private final ObjectProvider<AppendListener> listener;
    private final Personals personals;

    EngineSettings(
            @Qualifier("eventSerializer") Serializer eventSerializer,
            Configuration configuration,
            ObjectProvider<AppendListener> listener,
            Personals personals) {
        this.eventSerializer = eventSerializer;
        this.configuration = configuration;
        this.listener = listener;
        this.personals = personals;
    }

    <B extends EventLogEngine.Builder<B>> B applyTo(B engine) {
        return engine.eventSerializer(eventSerializer)
                .snapshotSerializer(snapshotSerializer())
                .snapshotFilter(configuration.snapshotFilter().combine(EngineSettings::ofKnownClass))
                .upcasterChain(configuration.upcasterChain())
                .appendListener(listener.getIfAvailable(() -> AppendListener.NONE))
                .batchSize(EVENTS_A_PAGE);
    }

    /** A snapshot whose class was moved or renamed is left alone, and the stream is read from its beginning. */
    private static boolean ofKnownClass(DomainEventData<?> snapshot) {
        return ClassUtils.isPresent(snapshot.getPayload().getType().getName(), null);
    }

    /** An aggregate keeps its state in private fields, and nobody else should need to know them. */
    private Serializer snapshotSerializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> {
                    mapper.changeDefaultVisibility(visibility -> visibility
                            .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                            .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                            .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY));
                    personals.sealing().accept(mapper);
                })
                .build();
    }
}
