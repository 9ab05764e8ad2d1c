package org.geben.application.axon;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.geben.command.Log;
import org.geben.eventstore.EventLog;
import org.geben.query.generation.Builder;
import org.geben.query.generation.Checksums;
import org.geben.query.generation.CutBuilder;
import org.geben.query.generation.Cuts;
import org.geben.query.generation.DeadLetters;
import org.geben.query.generation.Decisions;
import org.geben.query.generation.Generations;
import org.geben.query.generation.History;
import org.geben.query.generation.Orders;
import org.geben.query.generation.Positions;
import org.geben.query.generation.Projection;
import org.geben.query.generation.Sizes;
import org.geben.query.generation.TokenTable;
import org.geben.query.generation.Verifications;
import org.geben.query.generation.Verifier;
import org.geben.query.generation.Views;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.unit.DataSize;

/**
 * The read side: rows, token and position of a projection change in one transaction of one connection, which is what
 * counts each event exactly once.
 */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {
    private static final String LONGEST_READ = "${geben.read.longest:30s}";

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource readSide) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(readSide));
    }

    /**
     * The embedded database has one owner at a time, and a killed owner's claims pass to the next at once. Nodes that
     * share a database of the operator's wait until a claim has expired.
     */
    @Bean
    TokenStore tokenStore(
            ConnectionProvider connections,
            Serializer serializer,
            @Value("${spring.datasource.url:}") String configuredDatabase) {
        JdbcTokenStore.Builder tokens = JdbcTokenStore.builder()
                .connectionProvider(connections)
                .schema(TokenTable.schema())
                .serializer(serializer);
        return (configuredDatabase.isEmpty() ? tokens.nodeId("owner-of-the-embedded-database") : tokens).build();
    }

    @Bean
    Positions positions() {
        return new Positions();
    }

    @Bean
    Generations generations(
            DataSource readSide,
            PlatformTransactionManager transactions,
            TokenStore tokens,
            Positions positions,
            History history) {
        return new Generations(readSide, transactions, tokens, positions, history);
    }

    @Bean
    History history(EventLog log, Log end) {
        return new LoggedHistory(log, end);
    }

    @Bean
    CutBuilder cutBuilder(
            List<Projection<?>> projections,
            DataSource readSide,
            PlatformTransactionManager transactions,
            Generations generations,
            History history,
            @Value("${geben.past.most-bytes:2GB}") DataSize mostBytes) {
        return new CutBuilder(projections, readSide, transactions, generations, history, mostBytes.toBytes());
    }

    @Bean
    Cuts cuts(
            List<Projection<?>> projections,
            CutBuilder builder,
            DataSource readSide,
            PlatformTransactionManager transactions,
            History history,
            Clock clock) {
        return new Cuts(projections, builder, readSide, transactions, history, clock);
    }

    @Bean
    Views views(
            List<Projection<?>> projections,
            Generations generations,
            Positions positions,
            Cuts cuts,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${geben.read.wait:5s}") Duration wait,
            @Value(LONGEST_READ) Duration longest) {
        return new Views(projections, generations, positions, cuts, transactions, clock, wait, longest);
    }

    @Bean
    DeadLetters deadLetters(
            DataSource readSide,
            PlatformTransactionManager transactions,
            Generations generations,
            History history,
            List<Projection<?>> projections) {
        return new DeadLetters(readSide, transactions, generations, history, projections);
    }

    @Bean
    Decisions decisions(DeadLetters letters, List<Projection<?>> projections) {
        return new Decisions(letters, projections);
    }

    @Bean
    Verifications verifications(DataSource readSide, PlatformTransactionManager transactions) {
        return new Verifications(readSide, transactions);
    }

    @Bean
    Orders orders(
            List<Projection<?>> projections,
            DataSource readSide,
            PlatformTransactionManager transactions,
            Generations generations,
            Verifications verifications,
            Clock clock) {
        Checksums checksums = new Checksums(readSide, transactions);
        return new Orders(projections, generations, verifications, new Sizes(readSide), checksums, clock);
    }

    @Bean
    Verifier verifier(
            List<Projection<?>> projections,
            DataSource readSide,
            PlatformTransactionManager transactions,
            Generations generations,
            Verifications verifications,
            History history) {
        return new Verifier(projections, readSide, transactions, generations, verifications, history);
    }

    @Bean
    @ConditionalOnBooleanProperty("geben.projections.enabled")
    VerificationThread verificationThread(Verifier verifier) {
        return new VerificationThread(verifier);
    }

    @Bean
    Builder builder(List<Projection<?>> projections, DataSource readSide, Generations generations, History history) {
        return new Builder(projections, readSide, generations, history);
    }

    @Bean
    @ConditionalOnBooleanProperty("geben.projections.enabled")
    LiveProjections liveProjections(
            List<Projection<?>> projections,
            Generations generations,
            Builder builder,
            CutBuilder past,
            EventStore log,
            TokenStore tokens,
            TransactionManager transactions,
            org.axonframework.config.Configuration configuration,
            @Value(LONGEST_READ) Duration longestRead) {
        return new LiveProjections(
                projections,
                generations,
                builder,
                past,
                log,
                tokens,
                transactions,
                configuration,
                Views.bounded(longestRead).multipliedBy(2));
    }
}
