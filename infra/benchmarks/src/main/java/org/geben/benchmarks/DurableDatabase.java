package org.geben.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.geben.eventstore.postgresql.PostgresEventStorageEngine;

/** A database of a PostgreSQL that waits for the disk at each commit, set as the application sets its own. */
public final class DurableDatabase implements AutoCloseable {
    private static final List<String> TOLD = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_sync_method",
            "shared_buffers",
            "wal_buffers");

    private final String url;
    private final Closeable server;

    private DurableDatabase(String url, Closeable server) {
        this.url = url;
        this.server = server;
    }

    /** @param directory where it makes one for its files, which goes with it */
    public static DurableDatabase start(Path directory) throws IOException {
        Path files = Files.createTempDirectory(Files.createDirectories(directory), "postgresql");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(files)
                .setCleanDataDirectory(true)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("wal_buffers", "16MB")
                .setServerConfig("shared_buffers", "512MB")
                .start();
        DurableDatabase database = new DurableDatabase(server.getJdbcUrl("postgres", "postgres"), server);
        database.migrate();
        return database;
    }

    /** One that runs already and has its tables; it is not stopped. */
    public static DurableDatabase at(String url) {
        return new DurableDatabase(url, () -> {});
    }

    /** An empty log in another database of the same server. */
    public DurableDatabase another(String name) {
        run("create database " + name);
        DurableDatabase database = new DurableDatabase(url.replace("/postgres?", "/%s?".formatted(name)), () -> {});
        database.migrate();
        return database;
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(url, null, null)
                .schemas("event_log")
                .locations(PostgresEventStorageEngine.MIGRATIONS)
                .load()
                .migrate();
    }

    /** What the server itself says of how it is set. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        TOLD.forEach(name -> settings.put(name, ask("show " + name)));
        return settings;
    }

    public HikariDataSource pool(int connections) {
        return pool(connections, "");
    }

    /** @param parameters of the JDBC address, as {@code &name=value} */
    public HikariDataSource pool(int connections, String parameters) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url + parameters);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    public String url() {
        return url;
    }

    /** The first column of the first row, as text. */
    public String ask(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return String.valueOf(answer.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void run(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
