package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.geben.query.AllProjections;
import org.geben.query.Cut;
import org.geben.query.RandomStory;
import org.geben.query.Story;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** A real PostgreSQL for all tests of a JVM, and events folded into it the way an event processor does it. */
public final class ReadSide implements AutoCloseable {
    private static final Projection<?>[] KNOWN = Stream.concat(
                    AllProjections.FOUND.stream(), Stream.of(new Arrivals(1), new Diary()))
            .toArray(Projection<?>[]::new);

    final String url;
    final HikariDataSource dataSource;
    final JdbcTemplate jdbc;
    final PlatformTransactionManager transactions;
    final TokenStore tokens;
    final Positions positions = new Positions();
    final Generations generations;

    private ReadSide(String url) {
        this.url = url;
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(8);
        dataSource = new HikariDataSource(pool);
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("geben")
                .locations("classpath:db/read-side")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(dataSource);
        transactions = new JdbcTransactionManager(dataSource);
        tokens = tokenStore("read-side");
        generations = following(new Story());
    }

    /** One in a database that there is. */
    static ReadSide at(String url) {
        return new ReadSide(url);
    }

    @Override
    public void close() {
        dataSource.close();
    }

    TokenStore tokenStore(String node) {
        return JdbcTokenStore.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
                .serializer(Jackson3Serializer.builder().build())
                .schema(TokenTable.schema())
                .nodeId(node)
                .build();
    }

    /** Generations of a log that tells the story. */
    Generations following(Story story) {
        return new Generations(dataSource, transactions, tokens, positions, new Told(story));
    }

    Generations following(Story story, Pace pace) {
        return new Generations(dataSource, transactions, tokens, positions, new Told(story), pace);
    }

    /** Builds a few events at a time. */
    Builder builder(Generations generations, Story story, Projection<?>... projections) {
        return new Builder(List.of(projections), dataSource, generations, new Told(story), 50);
    }

    /** Folds some events into a generation that is to be built, and leaves it at that. */
    void begin(
            Generations followed, Generation waiting, Projection<?> projection, List<TrackedEventMessage<?>> events) {
        Build build = followed.begin(waiting, projection);
        build.fold(events);
        build.store();
    }

    DeadLetters deadLetters(Generations generations, Story story, Projection<?>... projections) {
        return new DeadLetters(dataSource, transactions, generations, new Told(story), List.of(projections));
    }

    Verifications verifications() {
        return new Verifications(dataSource, transactions);
    }

    Verifier verifier(History history, Projection<?>... projections) {
        Generations following = new Generations(dataSource, transactions, tokens, positions, history);
        return new Verifier(List.of(projections), dataSource, transactions, following, verifications(), history);
    }

    CutBuilder cutBuilder(History history, Projection<?>... projections) {
        Generations following = new Generations(dataSource, transactions, tokens, positions, history);
        return new CutBuilder(List.of(projections), dataSource, transactions, following, history, Long.MAX_VALUE);
    }

    Orders orders(Generations of, Clock clock, Projection<?>... projections) {
        return new Orders(
                List.of(projections),
                of,
                verifications(),
                new Sizes(dataSource),
                new Checksums(dataSource, transactions),
                clock);
    }

    /** What verifying the live generation, which follows the story, comes to. */
    public Verification verify(Projection<?> projection, Story story) {
        return verify(projection, new Told(story));
    }

    Verification verify(Projection<?> projection, History history) {
        Verification ordered = verifications().order(projection);
        try {
            verifier(history, projection).verifyAll();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return verifications().find(ordered.id()).orElseThrow();
    }

    /** A new generation of the story, built as a changed projection's is, in the place of any other. */
    public void build(Projection<?> projection, Story story) {
        dropAll(projection);
        Generations following = following(story);
        following.build(projection);
        try {
            builder(following, story, projection).buildAll(() -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ReadSide shared() {
        return Shared.ONE;
    }

    /** Only who asks for it has a database started. */
    private static final class Shared {
        static final ReadSide ONE = at(start());
    }

    /** A new, empty live generation in the place of any other. */
    public Fold fresh(Projection<?> projection) {
        dropAll(projection);
        return generations.follow(generations.makeLive(projection), projection);
    }

    /**
     * Orders a private generation of the story.
     *
     * @param cut null where the story ends
     * @return its id
     */
    public long order(Projection<?> underOtherRules, Story story, @Nullable Cut cut) {
        return following(story).build(underOtherRules, cut).id();
    }

    /** What folds into the live generation that is there. */
    Fold follow(Projection<?> projection) {
        return generations.follow(generations.live(projection).orElseThrow(), projection);
    }

    List<@Nullable String> schemas() {
        return jdbc.queryForList("SELECT nspname FROM pg_namespace", String.class);
    }

    void dropAll(Projection<?> projection) {
        generations.all().stream()
                .filter(generation -> generation.projection().equals(projection.name()))
                .forEach(generations::drop);
    }

    /** Folds a whole story into a new live generation. */
    public void tell(Projection<?> projection, Story story) {
        fold(fresh(projection), story.log(), 1000);
    }

    /** The same, but for the events that cannot be folded: it is decided to leave them out. */
    public void tellWhatIsLegible(Projection<?> projection, Story story) {
        foldPatiently(fresh(projection), story.log(), 1000);
        DeadLetters letters = deadLetters(following(story), story, projection);
        letters.failed(projection.name(), 0, Integer.MAX_VALUE)
                .forEach(letter -> letters.skip(letter.id(), new Verdict("illegible", null)));
    }

    public void fold(EventHandlerInvoker fold, List<TrackedEventMessage<?>> events, int batchSize) {
        for (int from = 0; from < events.size(); from += batchSize) {
            foldBatch(fold, events.subList(from, Math.min(events.size(), from + batchSize)));
        }
    }

    public Views views() {
        return views(Duration.ofSeconds(5));
    }

    Views views(Duration wait) {
        return views(new Told(new Story()), positions, wait, KNOWN);
    }

    /** Views of a log, of the past too. */
    Views views(History log, Positions reached, Duration wait, Projection<?>... projections) {
        return views(log, reached, wait, Clock.systemUTC(), List.of(projections), Long.MAX_VALUE);
    }

    Views views(
            History log,
            Positions reached,
            Duration wait,
            Clock clock,
            List<Projection<?>> projections,
            long mostBytes) {
        return views(log, reached, wait, Duration.ofSeconds(30), clock, projections, mostBytes);
    }

    /** Views on which nobody can read for long. */
    Views impatientViews() {
        return views(
                new Told(new Story()),
                positions,
                Duration.ZERO,
                Duration.ofSeconds(1),
                Clock.systemUTC(),
                List.of(KNOWN),
                Long.MAX_VALUE);
    }

    private Views views(
            History log,
            Positions reached,
            Duration wait,
            Duration longest,
            Clock clock,
            List<Projection<?>> projections,
            long mostBytes) {
        Generations known = new Generations(dataSource, transactions, tokens, reached, log);
        CutBuilder builder = new CutBuilder(projections, dataSource, transactions, known, log, mostBytes);
        return new Views(
                projections,
                known,
                reached,
                new Cuts(projections, builder, dataSource, transactions, log, clock),
                transactions,
                clock,
                wait,
                longest);
    }

    /** Views of a log that tells the story, for a reader with this clock. */
    public Views views(Story story, Clock clock, List<Projection<?>> projections) {
        return views(new Told(story), positions, Duration.ofSeconds(30), clock, projections, Long.MAX_VALUE);
    }

    /** Every row of every table of the generation, in an order of its own. */
    public String contents(Fold fold) {
        return contents(fold.generation());
    }

    /** Every row of every table of the projection's generation that stands at the cut. */
    public String contents(Projection<?> projection, Cut cut) {
        return contents(new CutCatalogue(dataSource).find(projection, cut).orElseThrow());
    }

    String contents(Generation generation) {
        String schema = generation.schema();
        StringBuilder contents = new StringBuilder();
        jdbc.queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY 1",
                        String.class,
                        schema)
                .forEach(table -> {
                    contents.append(table).append('\n');
                    jdbc.queryForList("SELECT t::text FROM %s.%s t ORDER BY 1".formatted(schema, table), String.class)
                            .forEach(row -> contents.append("  ").append(row).append('\n'));
                });
        return contents.toString();
    }

    /**
     * Folds one random story in batches of 1, 7 and 1000, and builds it with an interruption: neither rows nor counts
     * may tell which.
     */
    public void assertSameHoweverItIsFolded(Projection<?> projection, long seed) {
        Story story = RandomStory.of(seed, 400);
        String expected = folded(projection, story, 1);
        assertThat(folded(projection, story, 7)).isEqualTo(expected);
        assertThat(folded(projection, story, 1000)).isEqualTo(expected);
        assertThat(built(projection, story)).isEqualTo(expected);
    }

    private String folded(Projection<?> projection, Story story, int batchSize) {
        Fold fold = fresh(projection);
        fold(fold, story.log(), batchSize);
        return contents(fold.generation());
    }

    private String built(Projection<?> projection, Story story) {
        dropAll(projection);
        Generations followed = following(story);
        followed.prepare(projection);
        Generation waiting = followed.building(projection).orElseThrow();
        begin(followed, waiting, projection, story.log().subList(0, story.log().size() / 2));
        buildAll(followed, story, projection);
        return contents(followed.live(projection).orElseThrow());
    }

    /** Whatever the tables refuse for a while is in them in the end, as if it had been folded in its turn. */
    public void assertNothingIsLostByParking(Projection<?> projection, long seed) {
        Story story = RandomStory.of(seed, 300);
        Generations following = following(story);
        Fold plain = fresh(projection);
        fold(plain, story.log(), 1000);
        String expected = contents(plain.generation());
        Fold poisoned = fresh(projection);
        refuseSome(poisoned, "ADD CONSTRAINT unbearable CHECK (hashtext(id::text) % 9 <> 0)");
        foldPatiently(poisoned, story.log(), 50);
        refuseSome(poisoned, "DROP CONSTRAINT unbearable");
        assertThat(verify(projection, story).state()).isEqualTo(Verification.State.EQUAL);

        retryAll(following, story, projection);
        following.build(projection);
        buildAll(following, story, projection);

        Generation live = following.live(projection.name()).orElseThrow();
        assertThat(live.incomplete()).isEqualTo(Incomplete.NOTHING);
        assertThat(contents(live)).isEqualTo(expected);
    }

    private void refuseSome(Fold fold, String alteration) {
        String schema = fold.generation().schema();
        jdbc.queryForList("""
                        SELECT table_name FROM information_schema.columns
                        WHERE table_schema = ? AND table_name IN ('member', 'contribution', 'appreciation')
                          AND column_name = 'id' AND data_type = 'uuid'
                        """, String.class, schema)
                .forEach(table -> jdbc.execute("ALTER TABLE %s.%s %s".formatted(schema, table, alteration)));
    }

    void retryAll(Generations generations, Story story, Projection<?> projection) {
        DeadLetters letters = deadLetters(generations, story, projection);
        for (DeadLetter letter : letters.failed(projection.name(), 0, Integer.MAX_VALUE)) {
            assertThat(letters.retry(letter.id(), new Verdict("mended", null)).stopped())
                    .isNull();
        }
    }

    private void buildAll(Generations generations, Story story, Projection<?> projection) {
        try {
            builder(generations, story, projection).buildAll(() -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries each batch as often as it takes to have its poisonous events parked. */
    void foldPatiently(Fold fold, List<TrackedEventMessage<?>> events, int batchSize) {
        for (int from = 0; from < events.size(); from += batchSize) {
            List<TrackedEventMessage<?>> batch = events.subList(from, Math.min(events.size(), from + batchSize));
            for (int attempt = 1; !succeeds(fold, batch); attempt++) {
                assertThat(attempt).isLessThan(Fold.ATTEMPTS);
            }
        }
    }

    private boolean succeeds(Fold fold, List<TrackedEventMessage<?>> batch) {
        try {
            foldBatch(fold, batch);
            return true;
        } catch (IllegalStateException failed) {
            return false;
        }
    }

    private void foldBatch(EventHandlerInvoker fold, List<TrackedEventMessage<?>> batch) {
        BatchingUnitOfWork<TrackedEventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(batch);
        unitOfWork.attachTransaction(new SpringTransactionManager(transactions));
        ResultMessage<Object> result = unitOfWork.executeWithResult(
                () -> {
                    fold.handle(unitOfWork.getMessage(), Segment.ROOT_SEGMENT);
                    return List.of();
                },
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw new IllegalStateException(result.exceptionResult());
        }
    }

    private static String start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("timezone", "UTC")
                    .start()
                    .getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
