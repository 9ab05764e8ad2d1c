package org.geben.application.database;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the embedded database.
 *
 * @param whenInUse whether a second process may join the database of a running one
 * @param binariesDir where PostgreSQL is unpacked to; in the data directory if not set
 */
@ConfigurationProperties("geben.database")
record DatabaseSettings(
        @DefaultValue("refuse") WhenInUse whenInUse,
        @Nullable String binariesDir) {

    Path binaries(Path dataDirectory) {
        return Optional.ofNullable(binariesDir)
                .map(Path::of)
                .orElseGet(() -> dataDirectory.resolve("postgresql-binaries"))
                .toAbsolutePath();
    }
}
