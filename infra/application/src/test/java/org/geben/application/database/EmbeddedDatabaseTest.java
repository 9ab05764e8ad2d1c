package org.geben.application.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.geben.application.database.WhenInUse.JOIN;
import static org.geben.application.database.WhenInUse.REFUSE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.geben.application.process.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class EmbeddedDatabaseTest {

    static final Path BINARIES = Path.of("target/postgresql-binaries").toAbsolutePath();

    @TempDir
    Path data;

    @Test
    void keepsItsRowsAcrossARestart() throws Exception {
        try (EmbeddedDatabase database = open(REFUSE)) {
            execute(database, "CREATE TABLE remembered (word text)");
            execute(database, "INSERT INTO remembered VALUES ('danke')");
        }
        assertThat(Postmaster.pidFile(data.resolve("postgresql"))).doesNotExist();
        try (EmbeddedDatabase database = open(REFUSE)) {
            assertThat(query(database, "SELECT word FROM remembered")).isEqualTo("danke");
        }
    }

    @Test
    void isDurableAndReachableFromThisMachineOnly() throws Exception {
        try (EmbeddedDatabase database = open(REFUSE)) {
            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(database, "SHOW data_checksums")).isEqualTo("on");
            assertThat(query(database, "SHOW server_version")).startsWith(PostgresBinaries.MAJOR_VERSION + ".");
        }
    }

    @Test
    void letsNobodyInWithoutThePasswordThatOnlyTheOwnerCanRead() throws Exception {
        try (EmbeddedDatabase database = open(REFUSE)) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.getJdbcUrl(), "geben", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("postgresql/geben.password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesASecondOwnerAndNamesTheFirst() throws Exception {
        try (EmbeddedDatabase database = open(REFUSE)) {
            assertThatThrownBy(() -> open(REFUSE))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void letsAGuestJoinAndOutlivesIt() throws Exception {
        try (EmbeddedDatabase owner = open(REFUSE)) {
            execute(owner, "CREATE TABLE shared (word text)");
            try (EmbeddedDatabase guest = open(JOIN)) {
                execute(guest, "INSERT INTO shared VALUES ('bitte')");
            }
            assertThat(query(owner, "SELECT word FROM shared")).isEqualTo("bitte");
        }
    }

    @Test
    void makesAGuestTheOwnerWhenTheOwnerGivesUp() throws Exception {
        OwnerLock starting = OwnerLock.acquire(data).orElseThrow();
        CompletableFuture<EmbeddedDatabase> waiting = CompletableFuture.supplyAsync(() -> open(JOIN));
        starting.close();
        try (EmbeddedDatabase database = waiting.get(1, TimeUnit.MINUTES)) {
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
            assertThat(OwnerLock.acquire(data)).isEmpty();
        }
    }

    @Test
    void startsAnewAfterAFirstStartThatWasCutOff() throws Exception {
        Path halfMade = Files.createDirectories(data.resolve("postgresql-initialising-123/base"));
        Files.writeString(halfMade.resolveSibling("PG_VERSION"), "18\n");
        Files.writeString(data.resolve("postgresql-initialising-123.password"), "never used\n");
        try (EmbeddedDatabase database = open(REFUSE)) {
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("postgresql-initialising"));
        }
    }

    @Test
    void isNotFooledByAStalePidFileWhoseNumberNowBelongsToAnotherProgram() throws Exception {
        open(REFUSE).close();
        Path cluster = data.resolve("postgresql");
        Files.writeString(
                Postmaster.pidFile(cluster),
                "%d%n%s%n%d%n5432%n%n127.0.0.1%n"
                        .formatted(ProcessHandle.current().pid(), cluster, System.currentTimeMillis() / 1000));
        try (EmbeddedDatabase database = open(REFUSE)) {
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void startsOverAPidFileOfAProcessThatIsGone() throws Exception {
        open(REFUSE).close();
        Process gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor()).isZero();
        Path cluster = data.resolve("postgresql");
        Files.writeString(
                Postmaster.pidFile(cluster),
                "%d%n%s%n%d%n5432%n%n127.0.0.1%n".formatted(gone.pid(), cluster, System.currentTimeMillis() / 1000));
        try (EmbeddedDatabase database = open(REFUSE)) {
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesTheDataOfAnotherVersionAndTouchesNothing() throws Exception {
        Path version = Files.createDirectories(data.resolve("postgresql")).resolve("PG_VERSION");
        Files.writeString(version, "17\n");
        assertThatThrownBy(() -> open(REFUSE))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("was made by PostgreSQL 17, but this is PostgreSQL 18");
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files).containsExactlyInAnyOrder(data, version.getParent(), version);
        }
    }

    @Test
    void refusesAFileInPlaceOfTheDataDirectory() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "");
        assertThatThrownBy(() -> EmbeddedDatabase.open(file, BINARIES, REFUSE))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not a directory");
        assertThatThrownBy(() -> EmbeddedDatabase.open(file.resolve("below"), BINARIES, REFUSE))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be made");
    }

    @Test
    void saysWhatPostgresSaidWhenItDoesNotStart() throws Exception {
        open(REFUSE).close();
        Files.writeString(data.resolve("postgresql/postgresql.conf"), "max_connections = many\n");
        assertThatThrownBy(() -> open(REFUSE))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("does not start: configuration file")
                .hasMessageContaining("postgresql.log");
        assertThat(OwnerLock.owner(data).port()).isEmpty();
    }

    @Test
    void refusesToRunWithoutDurability() throws Exception {
        try (EmbeddedDatabase database = open(REFUSE)) {
            execute(database, "ALTER ROLE geben SET synchronous_commit = off");
        }
        assertThatThrownBy(() -> open(REFUSE))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("synchronous_commit=off");
        assertThat(Postmaster.running(data.resolve("postgresql"))).isEmpty();
    }

    private EmbeddedDatabase open(WhenInUse whenInUse) {
        return EmbeddedDatabase.open(data, BINARIES, whenInUse);
    }

    static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database)) {
            return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql(sql)
                    .query(String.class)
                    .single();
        }
    }

    static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }
}
