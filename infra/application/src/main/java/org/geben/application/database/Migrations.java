package org.geben.application.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.geben.application.process.CannotStart;
import org.geben.eventstore.postgresql.PostgresEventStorageEngine;

/** Brings the schemas to the shape that the code expects. The log and the read side each keep their own history. */
final class Migrations {
    private Migrations() {}

    static void ofTheLog(DataSource database) {
        migrate(database, "event_log", PostgresEventStorageEngine.MIGRATIONS);
    }

    static void ofTheReadSide(DataSource database) {
        migrate(database, "geben", "classpath:db/read-side");
    }

    private static void migrate(DataSource database, String schema, String location) {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .schemas(schema)
                    .locations(location)
                    .load()
                    .migrate();
        } catch (FlywayValidateException otherVersion) {
            throw new CannotStart(
                    "The schema %s was made by another version of Geben: start that one, or use another data directory or database (nothing was changed)."
                            .formatted(schema),
                    otherVersion);
        }
    }
}
