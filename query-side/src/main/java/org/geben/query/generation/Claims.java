package org.geben.query.generation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The generations that this process builds: each is locked on one connection, so that no other node builds it, and free
 * again when the database has given that connection up: at once when the process is gone, however it went; when its host
 * is, only as soon as TCP on the database's side notices. Should the connection be lost and not the process, two may build
 * the same for a while, and nothing is folded twice for that: whoever stores moves the generation from where it was left.
 */
final class Claims implements AutoCloseable {
    private static final String KEY = "'geben.generation'::regclass::int, ?";

    private final Connection connection;

    Claims(DataSource readSide) throws SQLException {
        this.connection = readSide.getConnection();
    }

    boolean claim(Generation generation) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(%s)".formatted(KEY))) {
            lock.setInt(1, Math.toIntExact(generation.id()));
            try (ResultSet answer = lock.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                PreparedStatement unlock = connection.prepareStatement("SELECT pg_advisory_unlock_all()")) {
            unlock.execute();
        }
    }
}
