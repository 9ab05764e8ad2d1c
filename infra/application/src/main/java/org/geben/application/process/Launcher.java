package org.geben.application.process;

import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the Spring application for a command, with the settings given on the command line. Both ways return a started
 * context; closing it stops what it started, the embedded database last.
 */
public final class Launcher {

    private static final Map<String, Object> OFFLINE =
            Map.of("geben.projections.enabled", "false", "geben.database.when-in-use", "join");

    private final Class<?> application;
    private final List<String> settings;

    /**
     * @param application the Spring Boot application class
     * @param settings Spring settings as {@code --name=value}
     */
    public Launcher(Class<?> application, List<String> settings) {
        this.application = application;
        this.settings = List.copyOf(settings);
    }

    /** The whole application; throws after everything that had been started is stopped again. */
    public ConfigurableApplicationContext startServer() {
        return new SpringApplicationBuilder(application).run(arguments());
    }

    /**
     * The application without web server and projections, for work beside or instead of a running server. If a server
     * runs on the same data directory, its embedded database is shared and left running at close.
     */
    public ConfigurableApplicationContext startOffline() {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                // The command's own lines are what its user came for.
                .properties("logging.level.root=warn")
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("offline", OFFLINE)))
                .run(arguments());
    }

    private String[] arguments() {
        return settings.toArray(String[]::new);
    }
}
