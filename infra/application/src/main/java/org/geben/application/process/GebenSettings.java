package org.geben.application.process;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the process itself.
 *
 * @param dataDir where everything that must outlive the process is kept; a string because Spring would look for a
 *     path on the class path first
 * @param adminKey the bearer key of the administrator; if not set, one is kept in the data directory
 */
@ConfigurationProperties("geben")
public record GebenSettings(
        @DefaultValue("data") String dataDir, @Nullable String adminKey) {

    public Path dataDirectory() {
        return Path.of(dataDir);
    }
}
