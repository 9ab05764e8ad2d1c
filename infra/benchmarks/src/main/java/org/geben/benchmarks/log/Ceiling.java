package org.geben.benchmarks.log;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.geben.benchmarks.DurableDatabase;
import org.geben.benchmarks.Load;

/**
 * What the database itself can do: rows like those of the log, into a table like the log's, made beforehand as far as
 * possible; each statement is a transaction.
 */
final class Ceiling implements AutoCloseable {
    /** As many in a statement as give it most. */
    static final int ROWS = 100;

    private final AtomicLong position = new AtomicLong();
    private final HikariDataSource pool;
    private final byte[] payload;
    private final byte[] metadata;

    Ceiling(DurableDatabase database, int connections) {
        this.pool = database.pool(connections);
        database.run("create table if not exists ceiling (like event_log.event including all)");
        Serializer serializer = Contender.serializer();
        this.payload = serializer
                .serialize(Letter.posted(UUID.randomUUID().toString(), 1), byte[].class)
                .getData();
        this.metadata =
                serializer.serialize(MetaData.emptyInstance(), byte[].class).getData();
    }

    /** Rows a second. */
    double measure(int connections, int rows, Duration lasting) throws InterruptedException {
        String insert = "insert into ceiling values "
                + String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?, ?, ?, ?, ?, ?, now(), now())"));
        return Load.of(connections, lasting, () -> insert(insert, rows)).perSecond() * rows;
    }

    private void insert(String sql, int rows) {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            long last = position.addAndGet(rows);
            int column = 0;
            for (int row = 1; row <= rows; row++) {
                insert.setLong(++column, last - rows + row);
                insert.setObject(
                        ++column,
                        UUID.fromString(IdentifierFactory.getInstance().generateIdentifier()));
                insert.setString(++column, "Letter");
                insert.setString(++column, IdentifierFactory.getInstance().generateIdentifier());
                insert.setLong(++column, 0);
                insert.setString(++column, Letter.LetterPosted.class.getName());
                insert.setString(++column, null);
                insert.setBytes(++column, payload);
                insert.setBytes(++column, metadata);
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
