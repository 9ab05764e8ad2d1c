package org.geben.application.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.geben.application.process.CannotStart;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A database of the operator's own. It is tried once before the connection pool is made, whose failures come late and
 * with a page of stack trace.
 */
record ConfiguredDatabase(
        String url, @Nullable String user, @Nullable String password) implements JdbcConnectionDetails {

    private static final Logger log = LoggerFactory.getLogger(ConfiguredDatabase.class);
    private static final int PATIENCE_SECONDS = 10;

    static ConfiguredDatabase reach(String url, @Nullable String user, @Nullable String password) {
        String shown = url.replaceFirst("[?].*", "");
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
            source.setUser(user);
            source.setPassword(password);
            source.setLoginTimeout(PATIENCE_SECONDS);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(
                    "'%s' is no address of a PostgreSQL: write spring.datasource.url as jdbc:postgresql://HOST:PORT/DATABASE."
                            .formatted(shown),
                    e);
        }
        try (Connection connection = source.getConnection()) {
            log.info("Database {} ({})", shown, connection.getMetaData().getDatabaseProductVersion());
            return new ConfiguredDatabase(url, user, password);
        } catch (SQLException e) {
            throw new CannotStart(
                    sentence(shown, Optional.ofNullable(e.getSQLState()).orElse(""), e), e);
        }
    }

    private static String sentence(String shown, String state, SQLException refusal) {
        if (state.startsWith("08")) {
            return "The database %s does not answer: start it, or correct spring.datasource.url.".formatted(shown);
        }
        if (state.startsWith("28")) {
            return "The database %s does not let this user in: correct spring.datasource.username and spring.datasource.password."
                    .formatted(shown);
        }
        if (state.equals("3D000")) {
            return "The database %s does not exist: create it, or correct spring.datasource.url.".formatted(shown);
        }
        return "The database %s cannot be used: %s".formatted(shown, refusal.getMessage());
    }

    @Override
    public String getJdbcUrl() {
        return url;
    }

    @Override
    public @Nullable String getUsername() {
        return user;
    }

    @Override
    public @Nullable String getPassword() {
        return password;
    }
}
