package org.geben.application.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.geben.application.process.CannotStart;
import org.geben.application.process.DataDirectory;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A real PostgreSQL under the data directory, so that the first day needs no database server. One process owns it;
 * others may join it while the owner lives. Closing it as owner stops it, closing it as guest does not.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String NAME = "geben";
    private static final Duration JOIN_LIMIT = Duration.ofMinutes(2);
    private static final Duration JOIN_INTERVAL = Duration.ofMillis(100);

    private final int port;
    private final String password;
    private final @Nullable Ownership ownership;

    private EmbeddedDatabase(int port, String password, @Nullable Ownership ownership) {
        this.port = port;
        this.password = password;
        this.ownership = ownership;
    }

    /** What the owner has to stop and to give back. */
    private record Ownership(PostgresCluster cluster, OwnerLock lock) {}

    /**
     * @param dataDirectory holds the database as {@code postgresql}; made if absent
     * @param binaries where PostgreSQL's programs are unpacked to
     * @throws CannotStart if it is in use (unless it may be joined), of another version, or cannot be started
     */
    static EmbeddedDatabase open(Path dataDirectory, Path binaries, WhenInUse whenInUse) {
        Path directory = DataDirectory.prepare(dataDirectory);
        PostgresCluster.checkVersion(directory);
        try {
            long deadline = System.nanoTime() + JOIN_LIMIT.toNanos();
            do {
                Optional<OwnerLock> lock = OwnerLock.acquire(directory);
                if (lock.isPresent()) {
                    return own(directory, binaries, lock.get());
                }
                if (whenInUse == WhenInUse.JOIN) {
                    Optional<EmbeddedDatabase> guest = join(directory);
                    if (guest.isPresent()) {
                        return guest.get();
                    }
                    Thread.sleep(JOIN_INTERVAL);
                }
            } while (whenInUse == WhenInUse.JOIN && System.nanoTime() < deadline);
            throw inUse(directory);
        } catch (IOException | SQLException e) {
            throw new CannotStart(
                    "The embedded PostgreSQL in %s cannot be used: %s".formatted(directory, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while waiting for the database in %s.".formatted(directory), e);
        }
    }

    private static EmbeddedDatabase own(Path directory, Path binaries, OwnerLock lock)
            throws IOException, SQLException {
        boolean opened = false;
        try {
            PostgresCluster cluster = new PostgresCluster(directory, PostgresBinaries.unpack(binaries));
            EmbeddedDatabase database = start(directory, cluster, lock);
            opened = true;
            return database;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private static EmbeddedDatabase start(Path directory, PostgresCluster cluster, OwnerLock lock)
            throws IOException, SQLException {
        int port = cluster.start();
        boolean opened = false;
        try {
            EmbeddedDatabase database =
                    new EmbeddedDatabase(port, PostgresCluster.password(directory), new Ownership(cluster, lock));
            database.ensureDatabase();
            database.ensureDurability(directory);
            lock.announce(port);
            opened = true;
            return database;
        } finally {
            if (!opened) {
                cluster.stop();
            }
        }
    }

    private static Optional<EmbeddedDatabase> join(Path directory) throws IOException {
        OptionalInt port = OwnerLock.owner(directory).port();
        if (port.isEmpty()) {
            return Optional.empty();
        }
        EmbeddedDatabase guest = new EmbeddedDatabase(port.getAsInt(), PostgresCluster.password(directory), null);
        try {
            guest.connect(NAME).close();
            log.info("Sharing the database in {} with process {}", directory, pid(directory));
            return Optional.of(guest);
        } catch (SQLException e) {
            log.debug("The owner of {} is going down or coming up", directory, e);
            return Optional.empty();
        }
    }

    private void ensureDatabase() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(NAME))) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + NAME);
        }
    }

    /** Read back rather than assumed: a role's or database's own setting would win over the server's. */
    private void ensureDurability(Path directory) throws SQLException {
        try (Connection connection = connect(NAME);
                Statement statement = connection.createStatement()) {
            String fsync = show(statement, "fsync");
            String synchronousCommit = show(statement, "synchronous_commit");
            if (!fsync.equals("on") || !synchronousCommit.equals("on")) {
                throw new CannotStart(
                        "The database in %s would forget acknowledged events in a crash (fsync=%s, synchronous_commit=%s): reset these settings of its role and database."
                                .formatted(directory, fsync, synchronousCommit));
            }
            log.info(
                    "Embedded PostgreSQL {} in {} on 127.0.0.1:{}, fsync={}, synchronous_commit={}",
                    show(statement, "server_version"),
                    directory,
                    port,
                    fsync,
                    synchronousCommit);
        }
    }

    private static String show(Statement statement, String setting) throws SQLException {
        try (ResultSet value = statement.executeQuery("SHOW " + setting)) {
            value.next();
            return value.getString(1);
        }
    }

    private Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database));
        source.setUser(getUsername());
        source.setPassword(password);
        return source.getConnection();
    }

    @Override
    public String getJdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, NAME);
    }

    @Override
    public String getUsername() {
        return PostgresCluster.USER;
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public void close() throws IOException {
        if (ownership != null) {
            try {
                ownership.cluster().stop();
            } finally {
                ownership.lock().close();
            }
        }
    }

    private static CannotStart inUse(Path directory) {
        return new CannotStart(
                "The data directory %s is in use by process %s: stop that one first, or choose another with --geben.data-dir=DIR."
                        .formatted(directory, pid(directory)));
    }

    private static String pid(Path directory) {
        var pid = OwnerLock.owner(directory).pid();
        return pid.isPresent() ? "" + pid.getAsLong() : "(just starting)";
    }
}
