package org.geben.application.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Where the keys of the members are kept. A pool apart: whoever reads or writes the log needs keys while they hold a
 * connection of another one.
 */
public record VaultDatabase(HikariDataSource pool) implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    static VaultDatabase on(JdbcConnectionDetails database) {
        VaultDatabase vault = new VaultDatabase(ConnectionPool.of("vault", CONNECTIONS, database));
        Migrations.ofTheVault(vault.pool());
        return vault;
    }

    @Override
    public void close() {
        pool.close();
    }
}
