package org.geben.benchmarks.rebuild;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.flywaydb.core.Flyway;
import org.geben.query.generation.Builder;
import org.geben.query.generation.Generation;
import org.geben.query.generation.Generations;
import org.geben.query.generation.History;
import org.geben.query.generation.Positions;
import org.geben.query.generation.Projection;
import org.geben.query.generation.TokenTable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** All views of a recorded community, built by the application's builder. */
final class Views {
    private final RecordedCommunity community;
    private final List<Projection<?>> projections = Projections.all();
    private final Generations generations;
    private final Builder builder;

    Views(RecordedCommunity community) {
        this.community = community;
        Flyway.configure()
                .dataSource(community.pool())
                .schemas("geben")
                .locations("classpath:db/read-side")
                .load()
                .migrate();
        History history = community.history();
        JdbcTokenStore tokens = JdbcTokenStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(community.pool()))
                .serializer(Jackson3Serializer.builder().build())
                .schema(TokenTable.schema())
                .build();
        this.generations = new Generations(
                community.pool(), new JdbcTransactionManager(community.pool()), tokens, new Positions(), history);
        this.builder = new Builder(projections, community.pool(), generations, history);
    }

    Duration rebuild() throws InterruptedException {
        return rebuild(projections);
    }

    /** From the moment at which a rebuild is asked for to the one at which the last new generation answers. */
    Duration rebuild(Collection<Projection<?>> some) throws InterruptedException {
        long begun = System.nanoTime();
        some.forEach(generations::build);
        builder.buildAll(() -> {});
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        for (Projection<?> projection : some) {
            if (live(projection).events() != community.events()) {
                throw new IllegalStateException("Not everything was folded: %s".formatted(live(projection)));
            }
        }
        return took;
    }

    List<Projection<?>> projections() {
        return projections;
    }

    Generation live(Projection<?> projection) {
        return generations
                .live(projection)
                .orElseThrow(() -> new IllegalStateException("%s was not built".formatted(projection.name())));
    }

    /** Leaves nothing behind for the next measurement to pay. */
    void cleanUp() {
        generations.dropRetired(Duration.ZERO);
        community.database().run("CHECKPOINT");
    }
}
