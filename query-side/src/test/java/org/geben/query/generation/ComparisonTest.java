package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.geben.query.generation.ComparedTable.Difference;
import org.geben.query.generation.ComparedTable.DifferingRow;
import org.geben.query.generation.ComparedTable.Kind;
import org.geben.query.generation.Generation.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class ComparisonTest {
    private final ReadSide readSide = ReadSide.shared();
    private final JdbcTemplate jdbc = readSide.jdbc;

    @BeforeEach
    void makeTwoSchemas() {
        jdbc.execute("CREATE SCHEMA actual; CREATE SCHEMA expected");
    }

    @AfterEach
    void dropThem() {
        jdbc.execute("DROP SCHEMA actual CASCADE; DROP SCHEMA expected CASCADE");
    }

    @Test
    void physicalOrderOfRowsAndColumnsDoesNotCount() {
        jdbc.execute("CREATE TABLE actual.t (id int PRIMARY KEY, a text, b text)");
        jdbc.execute("CREATE TABLE expected.t (b text, gone int, a text, id int PRIMARY KEY)");
        jdbc.execute("ALTER TABLE expected.t DROP COLUMN gone");
        jdbc.execute("INSERT INTO actual.t SELECT n, 'a' || n, NULL FROM generate_series(1, 500) n");
        jdbc.execute("UPDATE actual.t SET b = 'b' WHERE id % 3 = 0");
        jdbc.execute("INSERT INTO expected.t (id, a, b)"
                + " SELECT n, 'a' || n, CASE WHEN n % 3 = 0 THEN 'b' END FROM generate_series(500, 1, -1) n");

        ComparedTable table = compared();
        assertThat(table.isEqual()).isTrue();
        assertThat(table.rows()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a text = NULL | ''",
                "a text = 'a' | 'a '",
                "a text = 'ab' | 'ba'",
                "a text[] = '{}' | NULL",
                "a text[] = '{\"a,b\"}' | '{a,b}'",
                "a text[] = '{NULL}' | '{\"NULL\"}'",
                "a timestamptz = '2026-03-29 01:30:00.000001+00' | '2026-03-29 01:30:00.000002+00'",
                "a boolean = false | NULL",
                "a bigint = 1 | -1",
                "a jsonb = '{}' | 'null'",
                "a bytea = '\\x00' | '\\x0000'"
            })
    void differentValuesGiveDifferentChecksums(String change) {
        String type = change.substring(0, change.indexOf(" = "));
        String[] values = change.substring(change.indexOf(" = ") + 3).split(" \\| ");
        for (int i = 0; i < 2; i++) {
            String schema = i == 0 ? "actual" : "expected";
            jdbc.execute("CREATE TABLE %s.t (id int PRIMARY KEY, %s)".formatted(schema, type));
            jdbc.execute("INSERT INTO %s.t VALUES (1, %s)".formatted(schema, values[i]));
        }
        assertThat(difference().first()).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo(Kind.CHANGED);
            assertThat(row.columns()).containsExactly("a");
        });
    }

    @Test
    void valuesThatMoveFromOneColumnToTheNextAreNoticed() {
        both("CREATE TABLE $.t (id int PRIMARY KEY, a text, b text)");
        jdbc.execute("INSERT INTO actual.t VALUES (1, 'x', NULL), (2, NULL, 'x')");
        jdbc.execute("INSERT INTO expected.t VALUES (1, NULL, 'x'), (2, 'x', NULL)");
        assertThat(difference().changed()).isEqualTo(2);
    }

    @Test
    void settingsOfTheSessionDoNotCount() {
        both("CREATE TABLE $.t (id int PRIMARY KEY, at timestamptz, f float8, bytes bytea, i interval)");
        both("INSERT INTO $.t VALUES (1, '2026-03-29 01:30+00', 0.1, '\\x00ff', '1 day 2 hours')");
        String usual = compared().checksum();
        SingleConnectionDataSource session = session();
        try {
            JdbcTemplate elsewhere = new JdbcTemplate(session);
            elsewhere.execute("SET TimeZone = 'Asia/Kathmandu'; SET bytea_output = 'escape';"
                    + " SET extra_float_digits = -5; SET IntervalStyle = 'iso_8601'; SET DateStyle = 'ISO, DMY'");
            assertThat(compared(elsewhere).checksum()).isEqualTo(usual);
            elsewhere.execute("RESET ALL");
        } finally {
            session.destroy();
        }
    }

    @Test
    void typesOfTheSchemasOwnAreComparedByWhatTheySay() {
        both("CREATE TYPE $.colour AS ENUM ('red', 'blue')");
        both("CREATE TABLE $.t (id int PRIMARY KEY, colour $.colour, colours $.colour[])");
        both("INSERT INTO $.t VALUES (1, 'red', '{red,blue}')");
        assertThat(compared().isEqual()).isTrue();

        jdbc.execute("UPDATE actual.t SET colour = 'blue'");
        assertThat(difference().first()).extracting(DifferingRow::columns).containsExactly(List.of("colour"));
    }

    @Test
    void firstTenOfManyAreNamedInTheOrderOfTheirKeys() {
        both("CREATE TABLE $.\"odd table\" (\"the kind\" text, n bigint, \"it's\" int, PRIMARY KEY (n, \"the kind\"))");
        both("INSERT INTO $.\"odd table\" SELECT 'a', n, 0 FROM generate_series(1, 100) n");
        jdbc.execute("DELETE FROM actual.\"odd table\" WHERE n = 90");
        jdbc.execute("UPDATE actual.\"odd table\" SET \"it's\" = 1 WHERE n BETWEEN 20 AND 39");
        jdbc.execute("INSERT INTO actual.\"odd table\" VALUES ('b', 3, 0)");

        Difference difference = difference();
        assertThat(difference.missing()).isEqualTo(1);
        assertThat(difference.surplus()).isEqualTo(1);
        assertThat(difference.changed()).isEqualTo(20);
        assertThat(difference.first()).hasSize(10);
        DifferingRow surplus = difference.first().getFirst();
        assertThat(surplus.kind()).isEqualTo(Kind.SURPLUS);
        assertThat(surplus.key()).containsEntry("n", 3).containsEntry("the kind", "b");
        assertThat(surplus.columns()).isEmpty();
        assertThat(difference.first().get(1).key()).containsEntry("n", 20);
        assertThat(difference.first().get(1).columns()).containsExactly("it's");
    }

    @Test
    void rowsOfATableWithoutKeyAreCounted() {
        both("CREATE TABLE $.t (a text)");
        jdbc.execute("INSERT INTO actual.t VALUES ('a'), ('a'), ('b')");
        jdbc.execute("INSERT INTO expected.t VALUES ('a'), ('c'), ('c'), ('b')");
        Difference difference = difference();
        assertThat(difference.missing()).isEqualTo(2);
        assertThat(difference.surplus()).isEqualTo(1);
        assertThat(difference.first()).isEmpty();

        jdbc.execute("TRUNCATE actual.t; INSERT INTO actual.t VALUES ('b'), ('c'), ('a'), ('c')");
        assertThat(compared().isEqual()).isTrue();
    }

    @Test
    void rowThatIsThereTwiceInsteadOfAnotherIsNoticed() {
        both("CREATE TABLE $.t (a text)");
        jdbc.execute("INSERT INTO actual.t VALUES ('a'), ('a')");
        jdbc.execute("INSERT INTO expected.t VALUES ('b'), ('b')");
        assertThat(compared().isEqual()).isFalse();
    }

    @Test
    void emptyTablesAreEqual() {
        both("CREATE TABLE $.t (a text)");
        assertThat(compared().isEqual()).isTrue();
    }

    @Test
    void tablesOfAnotherShapeAreToldWithoutComparingRows() {
        jdbc.execute("CREATE TABLE actual.t (id int PRIMARY KEY, a text)");
        jdbc.execute("CREATE TABLE expected.t (id bigint PRIMARY KEY, a text)");
        assertThat(difference().shape()).isEqualTo("The live generation has other columns in this table.");
        jdbc.execute("DROP TABLE expected.t");
        assertThat(difference().shape()).isEqualTo("Only the live generation has this table.");
        jdbc.execute("ALTER TABLE actual.t SET SCHEMA expected");
        assertThat(difference().shape()).isEqualTo("The live generation lacks this table.");
    }

    private void both(String sql) {
        jdbc.execute(sql.replace("$.", "actual."));
        jdbc.execute(sql.replace("$.", "expected."));
    }

    private SingleConnectionDataSource session() {
        try {
            return new SingleConnectionDataSource(readSide.dataSource.getConnection(), true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Difference difference() {
        return Objects.requireNonNull(compared().difference());
    }

    private ComparedTable compared() {
        return compared(jdbc);
    }

    private static ComparedTable compared(JdbcTemplate session) {
        List<ComparedTable> tables = new Comparison(session).of(in("actual"), in("expected"));
        assertThat(tables).hasSize(1);
        return tables.getFirst();
    }

    private static Generation in(String schema) {
        return new Generation(
                1,
                "arrivals",
                1,
                schema,
                State.LIVE,
                0,
                0,
                0,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                Incomplete.NOTHING,
                null);
    }
}
