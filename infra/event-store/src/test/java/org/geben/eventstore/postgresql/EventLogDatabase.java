package org.geben.eventstore.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.flywaydb.core.Flyway;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.contract.LogServer;
import org.geben.eventstore.contract.Node;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL with the event log's schema in it, and a pool of connections to it. */
final class EventLogDatabase implements LogServer {

    static final String LISTENERS =
            "from pg_locks where locktype = 'advisory' and classid = 'event_log.event'::regclass and objsubid = 2";

    private static final String ELSEWHERE = "opened at an address";

    private final String durable;
    private final @Nullable PgBinaryResolver binaries;
    private final Path directory;
    private final int port;
    private final HikariDataSource pool;
    private EmbeddedPostgres postgres;
    private boolean listening;

    private EventLogDatabase(String durable, @Nullable PgBinaryResolver binaries) throws IOException {
        this.durable = durable;
        this.binaries = binaries;
        this.directory = Files.createTempDirectory("event-log-");
        this.postgres = postgres(EmbeddedPostgres.builder());
        this.port = postgres.getPort();
        this.pool = new HikariDataSource(config(server(address())));
        Flyway.configure()
                .dataSource(pool)
                .locations(PostgresEventStorageEngine.MIGRATIONS)
                .load()
                .migrate();
    }

    /** Quick: it does not wait for the disk. */
    static EventLogDatabase startQuick() {
        return start("off", null);
    }

    /** As in production: a commit is on disk. */
    static EventLogDatabase startDurable() {
        return start("on", null);
    }

    /** Quick, and of one of the majors that the build has unpacked. */
    static EventLogDatabase startQuick(int major) {
        EventLogDatabase database = start("off", (system, machine) -> {
            Path unpacked = Path.of("target", "postgresql", String.valueOf(major));
            try (DirectoryStream<Path> binaries = Files.newDirectoryStream(unpacked, "*.txz")) {
                return Files.newInputStream(binaries.iterator().next());
            }
        });
        assertThat(database.ask("show server_version")).startsWith(major + ".");
        return database;
    }

    /** Every node listens from the beginning, as one does whose events somebody follows. */
    EventLogDatabase withListeningNodes() {
        listening = true;
        return this;
    }

    private static EventLogDatabase start(String durable, @Nullable PgBinaryResolver binaries) {
        try {
            return new EventLogDatabase(durable, binaries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres postgres(EmbeddedPostgres.Builder builder) throws IOException {
        if (binaries != null) {
            builder.setPgBinaryResolver(binaries);
        }
        return builder.setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", durable)
                .setServerConfig("synchronous_commit", durable)
                .setServerConfig("full_page_writes", durable)
                .start();
    }

    private static PGSimpleDataSource server(InetSocketAddress address) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setServerNames(new String[] {address.getHostString()});
        server.setPortNumbers(new int[] {address.getPort()});
        server.setUser("postgres");
        server.setDatabaseName("postgres");
        return server;
    }

    private static HikariConfig config(DataSource server) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(server);
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private static Node<EventLog> node(HikariDataSource connections, EventUpcaster upcasters) {
        PostgresEventStorageEngine engine = PostgresEventStorageEngine.builder()
                .dataSource(connections)
                .eventSerializer(SERIALIZER)
                .snapshotSerializer(SERIALIZER)
                .upcasterChain(upcasters)
                .build();
        return new Node<>(engine, () -> {
            engine.close();
            connections.close();
        });
    }

    @Override
    public Node<EventLog> open(EventUpcaster upcasters) {
        Node<EventLog> node = node(new HikariDataSource(config(server(address()))), upcasters);
        if (listening) {
            node.engine().onAppended(() -> {});
            awaitListeners();
        }
        return node;
    }

    /** Until each of those who listen has found out whether it is alone. */
    private void awaitListeners() {
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> ask("""
                        select coalesce(bool_and(a.query like '%%pg_locks%%' and a.state = 'idle'), false)
                        from pg_stat_activity a where a.pid in (select pid %s)""".formatted(LISTENERS)).equals("t"));
    }

    @Override
    public Node<EventLog> openAt(InetSocketAddress address) {
        PGSimpleDataSource elsewhere = server(address);
        elsewhere.setConnectTimeout(1);
        elsewhere.setSocketTimeout(1);
        elsewhere.setApplicationName(ELSEWHERE);
        HikariConfig config = config(elsewhere);
        config.setConnectionTimeout(500);
        config.setValidationTimeout(500);
        return node(new HikariDataSource(config), NoOpEventUpcaster.INSTANCE);
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() {
        try {
            postgres = postgres(EmbeddedPostgres.builder().setPort(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void awaitQuiet() {
        await().until(() -> ask("select count(*) from pg_stat_activity where application_name = '%s'"
                        .formatted(ELSEWHERE))
                .equals("0"));
    }

    @Override
    public void assertSound() {
        assertThat(ask("select count(*) = coalesce(max(position), 0) from event_log.event"))
                .as("positions run from 1 without a gap")
                .isEqualTo("t");
        assertThat(ask("""
                        select count(*) from event_log.event e join event_log.event later
                        on later.position = e.position + 1 where later.recorded_at < e.recorded_at"""))
                .as("events recorded before the one in front of them")
                .isEqualTo("0");
    }

    DataSource pool() {
        return pool;
    }

    Connection connection() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    /** Nobody can append until the transaction of this connection ends. */
    Connection holdingTheHead() throws SQLException {
        Connection holder = connection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_xact_lock('event_log.event'::regclass::bigint)");
        }
        return holder;
    }

    /** The first column of the first row, as text. */
    String ask(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return String.valueOf(answer.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL " + ask("show server_version");
    }

    @Override
    public void close() {
        pool.close();
        stop();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
