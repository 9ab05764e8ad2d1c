package org.geben.eventstore.postgresql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Data sources that fail where a network can. */
final class FaultyDataSource {

    private static final String CONNECTION_FAILURE = "08006";

    private FaultyDataSource() {}

    /** Gives so many connections and refuses every further one. */
    static DataSource connectingTimes(DataSource real, int connections) {
        AtomicInteger left = new AtomicInteger(connections);
        return overriding(DataSource.class, real, "getConnection", () -> {
            if (left.getAndDecrement() <= 0) {
                throw new SQLException("refused", "08001");
            }
            return real.getConnection();
        });
    }

    /** Runs every statement and then loses its answer, so many times. */
    static DataSource losingAnswers(DataSource real, int times) {
        return executing(real, times, statement -> {
            try (ResultSet lost = statement.executeQuery()) {
                throw reset();
            }
        });
    }

    /** Sends a statement that does not arrive, so many times. */
    static DataSource losingRequests(DataSource real, int times) {
        return executing(real, times, statement -> {
            throw reset();
        });
    }

    /** As a pool that leaves committing to its users. */
    static DataSource withoutAutoCommit(DataSource real) {
        return overriding(DataSource.class, real, "getConnection", () -> {
            Connection connection = real.getConnection();
            connection.setAutoCommit(false);
            return connection;
        });
    }

    private static SQLException reset() {
        return new SQLException("reset by peer", CONNECTION_FAILURE);
    }

    private static DataSource executing(DataSource real, int times, Execution execution) {
        AtomicInteger left = new AtomicInteger(times);
        return overriding(DataSource.class, real, "getConnection", () -> {
            Connection connection = real.getConnection();
            return left.getAndDecrement() > 0 ? executing(connection, execution) : connection;
        });
    }

    private static Connection executing(Connection connection, Execution execution) {
        return (Connection) Proxy.newProxyInstance(
                FaultyDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    Object result = invoke(() -> method.invoke(connection, arguments));
                    if (!(result instanceof PreparedStatement statement)) {
                        return result;
                    }
                    return overriding(
                            PreparedStatement.class, statement, "executeQuery", () -> execution.run(statement));
                });
    }

    private static <T> T overriding(Class<T> type, T real, String overridden, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? FaultyDataSource.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals(overridden)
                        ? call.run()
                        : invoke(() -> method.invoke(real, arguments))));
    }

    private static Object invoke(Call call) throws Throwable {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private interface Execution {
        ResultSet run(PreparedStatement statement) throws SQLException;
    }

    private interface Call {
        Object run() throws Throwable;
    }
}
