package org.geben.application.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.geben.application.process.CannotStart;
import org.geben.eventstore.postgresql.PostgresEventStorageEngine;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Brings the schemas to the shape that the code expects. Log, read side, vault, policies and HTTP side each keep their own history. */
final class Migrations {
    private Migrations() {}

    /** By a connection of its own: on a long log a migration may take longer than any answer that is waited for. */
    static void ofTheLog(JdbcConnectionDetails database) {
        migrate(
                Flyway.configure().dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword()),
                "event_log",
                PostgresEventStorageEngine.MIGRATIONS);
    }

    static void ofTheReadSide(DataSource database) {
        migrate(Flyway.configure().dataSource(database), "geben", "classpath:db/read-side");
    }

    static void ofTheVault(DataSource database) {
        migrate(Flyway.configure().dataSource(database), "geben_vault", "classpath:db/vault");
    }

    static void ofThePolicies(DataSource database) {
        migrate(Flyway.configure().dataSource(database), "geben_outreach", "classpath:db/outreach");
    }

    static void ofTheHttpSide(DataSource database) {
        migrate(Flyway.configure().dataSource(database), "geben_http", "classpath:db/http");
    }

    private static void migrate(FluentConfiguration flyway, String schema, String location) {
        try {
            flyway.schemas(schema).locations(location).load().migrate();
        } catch (FlywayValidateException otherVersion) {
            throw new CannotStart(
                    "The schema %s was made by another version of Geben: start that one, or use another data directory or database (nothing was changed)."
                            .formatted(schema),
                    otherVersion);
        }
    }
}
