package org.geben.application.vault;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.application.database.VaultDatabase;
import org.geben.application.policy.LogFollower;
import org.geben.application.process.GebenSettings;
import org.geben.query.generation.Generations;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The vault, and what seals by its keys. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    KeyVault keyVault(
            VaultDatabase database,
            GebenSettings settings,
            @Value("${geben.vault.master-key:#{null}}") @Nullable String masterKey) {
        return new KeyVault(
                database.pool(),
                MasterKey.of(masterKey, settings.dataDirectory(), !KeyVault.isSealed(database.pool())));
    }

    @Bean
    @ConditionalOnBooleanProperty("geben.projections.enabled")
    LogFollower erasureFollower(
            KeyVault vault,
            Generations generations,
            EventStore events,
            TokenStore tokens,
            TransactionManager transactions,
            org.axonframework.config.Configuration configuration) {
        EventHandlerInvoker policy = SimpleEventHandlerInvoker.builder()
                .eventHandlers(new WhenMemberErasedThenForget(vault, generations))
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
        return new LogFollower("erasures", policy, events, tokens, transactions, configuration);
    }

    @Bean
    @ConditionalOnBooleanProperty("geben.projections.enabled")
    Erasures erasures(KeyVault vault, Generations generations) {
        return new Erasures(vault, generations);
    }

    @Bean
    Personals personals(KeyVault vault) {
        return new Personals(vault);
    }
}
