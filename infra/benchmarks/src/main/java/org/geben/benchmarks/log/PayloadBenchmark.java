package org.geben.benchmarks.log;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.messaging.MetaData;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Load;
import org.geben.benchmarks.Results;
import org.geben.benchmarks.Rounds;

/**
 * What the type of the columns for payload and metadata costs: the same JSON as {@code bytea} and as {@code jsonb},
 * written a hundred rows at a time, and read again as bytes.
 */
public final class PayloadBenchmark {
    private static final List<String> TYPES = List.of("bytea", "jsonb");
    private static final int ROWS = 100;
    private static final int ROUNDS = 7;
    private static final int READ = 100_000;
    private static final Duration ROUND = Duration.ofSeconds(3);

    private record Column(String type, Rounds writing, Rounds reading) {}

    private final AtomicLong position = new AtomicLong();
    private final byte[] payload = Contender.serializer()
            .serialize(Letter.posted("letter", 1), byte[].class)
            .getData();
    private final byte[] metadata = Contender.serializer()
            .serialize(MetaData.with("traceId", "letter").and("correlationId", "letter"), byte[].class)
            .getData();
    private final HikariDataSource pool;

    private PayloadBenchmark(HikariDataSource pool) {
        this.pool = pool;
    }

    /** @param arguments the packaged application, which is not used, and the directory for the result */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        try (DurableDatabase database = DurableDatabase.start(directory);
                HikariDataSource pool = database.pool(1)) {
            PayloadBenchmark benchmark = new PayloadBenchmark(pool);
            List<Column> columns = TYPES.stream()
                    .map(type -> new Column(type, new Rounds(), new Rounds()))
                    .toList();
            for (Column column : columns) {
                database.run("create table %s (position bigint primary key, payload %s not null, metadata %s not null)"
                        .formatted(table(column.type), column.type, column.type));
                benchmark.write(column.type);
                benchmark.read(column.type);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Column column : columns) {
                    column.writing.add(benchmark.write(column.type));
                    column.reading.add(benchmark.read(column.type));
                }
            }
            Results results = new Results(
                    directory, "payload", database.settings(), "type", "rows/s written", "rows/s read", "bytes a row");
            for (Column column : columns) {
                String bytes =
                        database.ask("select pg_table_size('%1$s') / count(*) from %1$s".formatted(table(column.type)));
                results.add(column.type, column.writing.perSecond(), column.reading.perSecond(), Long.valueOf(bytes));
            }
            results.write();
        }
    }

    private static String table(String type) {
        return "events_in_" + type;
    }

    private double write(String type) throws InterruptedException {
        String row = "(?, ?, ?)";
        String insert = "insert into %s values ".formatted(table(type))
                + String.join(", ", Collections.nCopies(ROWS, type.equals("bytea") ? row : "(?, ?::jsonb, ?::jsonb)"));
        return Load.of(1, ROUND, () -> write(type, insert)).perSecond() * ROWS;
    }

    private void write(String type, String sql) {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            int column = 0;
            for (int row = 0; row < ROWS; row++) {
                insert.setLong(++column, position.incrementAndGet());
                for (byte[] json : List.of(payload, metadata)) {
                    if (type.equals("bytea")) {
                        insert.setBytes(++column, json);
                    } else {
                        insert.setString(++column, new String(json, StandardCharsets.UTF_8));
                    }
                }
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private double read(String type) {
        long begun = System.nanoTime();
        long after = 0;
        int read = 0;
        try (Connection connection = pool.getConnection();
                PreparedStatement page = connection.prepareStatement(
                        "select * from %s where position > ? order by position limit 1000".formatted(table(type)))) {
            while (read < READ) {
                page.setLong(1, after);
                try (ResultSet rows = page.executeQuery()) {
                    int before = read;
                    while (rows.next()) {
                        after = rows.getLong(1);
                        if (bytes(rows, type, 2) == 0 || bytes(rows, type, 3) == 0) {
                            throw new IllegalStateException("An empty row");
                        }
                        read++;
                    }
                    if (read == before) {
                        break;
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return read * 1e9 / (System.nanoTime() - begun);
    }

    private static int bytes(ResultSet rows, String type, int column) throws SQLException {
        return type.equals("bytea")
                ? rows.getBytes(column).length
                : rows.getString(column).getBytes(StandardCharsets.UTF_8).length;
    }
}
