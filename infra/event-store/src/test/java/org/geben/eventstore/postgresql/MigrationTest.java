package org.geben.eventstore.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.eventstore.contract.Notes.event;
import static org.geben.eventstore.contract.Notes.texts;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.geben.eventstore.contract.LogUnderTest;
import org.geben.eventstore.contract.Noted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that an earlier release has begun. */
class MigrationTest {

    private static final String STREAM = "0199aa00-0000-7000-8000-000000000001";
    private static final String FIRST = "0199aa00-0000-7000-8000-000000000002";
    private static final Instant OCCURRED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isReadAndContinuedByThisOne(@TempDir Path directory) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgresql"))
                .start()) {
            FluentConfiguration migrations = Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .locations(PostgresEventStorageEngine.MIGRATIONS);
            migrations.target("1").load().migrate();
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        """
                        select event_log.append(array[1], array['%s']::uuid[], array['Notebook'], array['%s'],
                            array[0], array['%s'], array[null]::text[], array['{"text":"then"}'::bytea],
                            array['{}'::bytea], array[%d])""".formatted(FIRST, STREAM, Noted.class.getName(), OCCURRED.getEpochSecond() * 1_000_000));
            }

            migrations.target("latest").load().migrate();

            try (PostgresEventStorageEngine engine = PostgresEventStorageEngine.builder()
                    .dataSource(postgres.getPostgresDatabase())
                    .eventSerializer(LogUnderTest.SERIALIZER)
                    .snapshotSerializer(LogUnderTest.SERIALIZER)
                    .build()) {
                DomainEventMessage<?> sentAgain = event(STREAM, 0, "then", OCCURRED, FIRST);
                engine.appendEvents(sentAgain);
                engine.appendEvents(event(STREAM, 1, "now"));

                assertThat(texts(engine, STREAM)).containsExactly("then", "now");
                assertThat(engine.createHeadToken().position()).hasValue(2);
            }
        }
    }
}
