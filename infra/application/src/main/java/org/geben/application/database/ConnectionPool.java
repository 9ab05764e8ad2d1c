package org.geben.application.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Makes pools beside the one of the views, for those who must never wait for whoever holds a connection of that one. */
final class ConnectionPool {
    /** Far more than any batch or page takes, and less than callers are willing to wait. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration WAITING_FOR_CONNECTION = Duration.ofSeconds(10);

    private ConnectionPool() {}

    static HikariDataSource of(String name, int size, JdbcConnectionDetails database) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setMaximumPoolSize(size);
        pool.setConnectionTimeout(WAITING_FOR_CONNECTION.toMillis());
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        // A host that falls silent, without so much as a reset, would keep whoever waits for its answer for ever: and
        // behind the one that appends, everybody. What the operator's own URL says of these three counts more. They are
        // texts because the driver overlooks anything else.
        pool.addDataSourceProperty("socketTimeout", Long.toString(SILENCE.toSeconds()));
        pool.addDataSourceProperty("connectTimeout", Long.toString(CONNECTING.toSeconds()));
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        // Whatever is asked here is found by one index: to plan that anew each time takes longer than to do it.
        pool.setConnectionInitSql("SET plan_cache_mode = force_generic_plan");
        return new HikariDataSource(pool);
    }
}
