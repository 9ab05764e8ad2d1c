package org.geben.application.policy;

import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.Commands;
import org.geben.command.contribution.Contributions;
import org.geben.command.member.Members;
import org.geben.command.policy.Deadlines;
import org.geben.command.policy.Policies;
import org.geben.command.policy.PolicyMemory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Policies, where the views are: their place in the log, what they remember and their deadlines change in one transaction.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("geben.projections.enabled")
class PolicyConfiguration {

    @Bean
    PolicyMemory policyMemory(DataSource views) {
        return new StoredMemory(views);
    }

    @Bean
    ScheduledDeadlines deadlines(
            DataSource views, PlatformTransactionManager transactions, ObjectProvider<Policies> policies, Clock clock) {
        return new ScheduledDeadlines(views, transactions, policies, clock);
    }

    @Bean
    Policies policies(
            OutreachSettings settings,
            PolicyMemory memory,
            Deadlines deadlines,
            Commands commands,
            Members members,
            Contributions contributions,
            Clock clock) {
        return new Policies(settings.thresholds(), memory, deadlines, commands, members, contributions, clock);
    }

    @Bean
    LogFollower policyFollower(
            Policies policies,
            EventStore events,
            TokenStore tokens,
            TransactionManager transactions,
            org.axonframework.config.Configuration configuration) {
        return new LogFollower("policies", new PolicyInvoker(policies), events, tokens, transactions, configuration);
    }
}
