package org.geben.benchmarks.log;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.geben.benchmarks.DurableDatabase;
import org.geben.eventstore.EventLogStore;
import org.geben.eventstore.NamedEventSerializer;
import org.geben.eventstore.postgresql.PostgresEventStorageEngine;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Axon with one of the engines that are compared; everything but the engine is the same. */
final class Contender implements AutoCloseable {
    static final String GEBEN = "this engine";
    static final String STOCK = "stock";

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final int CONNECTIONS = 8;

    private final HikariDataSource pool;
    private final EventStorageEngine engine;
    private final EventStore store;
    private final Configuration axon;
    private final CommandGateway gateway;

    private Contender(
            HikariDataSource pool, EventStorageEngine engine, EventStore store, TransactionManager transactions) {
        this.pool = pool;
        this.engine = engine;
        this.store = store;
        SimpleCommandBus commands =
                SimpleCommandBus.builder().transactionManager(transactions).build();
        commands.registerHandlerInterceptor(new CorrelationDataInterceptor<>(new MessageOriginProvider()));
        this.axon = DefaultConfigurer.defaultConfiguration(false)
                .configureEventStore(configuration -> store)
                .configureCommandBus(configuration -> commands)
                .configureAggregate(Letter.class)
                .start();
        this.gateway = axon.commandGateway();
    }

    static Contender named(String name, DurableDatabase database) {
        return name.equals(GEBEN) ? geben(database) : stock(database, CONNECTIONS);
    }

    /** The engine of this project, with the connections that the application gives it. */
    static Contender geben(DurableDatabase database) {
        return geben(database, serializer());
    }

    /** With a table of names too, as in the application, where Axon's serializer looks classes up by name. */
    static Contender gebenWithNames(DurableDatabase database) {
        return geben(
                database,
                NamedEventSerializer.of(Map.of(Letter.LetterPosted.class.getName(), Letter.LetterPosted.class)));
    }

    private static Contender geben(DurableDatabase database, Serializer events) {
        HikariDataSource pool = database.pool(CONNECTIONS);
        PostgresEventStorageEngine engine = PostgresEventStorageEngine.builder()
                .dataSource(pool)
                .eventSerializer(events)
                .snapshotSerializer(serializer())
                .batchSize(1_000)
                .build();
        return new Contender(
                pool, engine, EventLogStore.of(engine, EmbeddedEventStore.builder()), NoTransactionManager.INSTANCE);
    }

    /**
     * Axon's own JDBC engine as Spring users have it: in Spring's transactions, and with the driver's rewriting of
     * batches. The store is Axon's own, which looks for others' events once a second.
     */
    static Contender stock(DurableDatabase database, int connections) {
        HikariDataSource pool = database.pool(connections, "&reWriteBatchedInserts=true");
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(pool);
        ConnectionProvider connectionsOfTheTransaction =
                new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(pool));
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(connectionsOfTheTransaction)
                .transactionManager(new SpringTransactionManager(transactions))
                .eventSerializer(serializer())
                .snapshotSerializer(serializer())
                .batchSize(1_000)
                .build();
        if (database.ask("select to_regclass('domainevententry') is null").equals("t")) {
            engine.createSchema(PostgresEventTableFactory.INSTANCE);
        }
        return new Contender(
                pool,
                engine,
                EmbeddedEventStore.builder().storageEngine(engine).build(),
                new SpringTransactionManager(transactions));
    }

    int connections() {
        return pool.getMaximumPoolSize();
    }

    EventStorageEngine engine() {
        return engine;
    }

    EventStore store() {
        return store;
    }

    /** One command, and with it one event; returns when it is on disk. */
    void post() {
        post(IdentifierFactory.getInstance().generateIdentifier());
    }

    void post(String letter) {
        gateway.sendAndWait(new Letter.PostLetter(letter, NUMBER.incrementAndGet()));
    }

    static Serializer serializer() {
        return Jackson3Serializer.builder().build();
    }

    @Override
    public void close() {
        axon.shutdown();
        if (engine instanceof PostgresEventStorageEngine ours) {
            ours.close();
        }
        pool.close();
    }
}
