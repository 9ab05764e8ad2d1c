package org.geben.application.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.geben.application.GebenApplication;
import org.geben.application.process.Launcher;
import org.springframework.context.ConfigurableApplicationContext;

/** Geben serving in this process. */
final class ServingContext implements AutoCloseable {
    private static final String KEY = "the-key-of-a-test-only-12345678901234567890";

    private final ConfigurableApplicationContext context;
    private final Api api;

    private ServingContext(ConfigurableApplicationContext context) {
        this.context = context;
        this.api = new Api(base() + "/api/v1", KEY);
    }

    static ServingContext start(Path data, String... settings) {
        return start(GebenApplication.class, data, settings);
    }

    /** @param application Geben, with what the test changes in it */
    static ServingContext start(Class<?> application, Path data, String... settings) {
        Stream<String> own = Stream.of("--server.port=0", "--geben.data-dir=" + data, "--geben.admin-key=" + KEY);
        List<String> all = Stream.concat(own, Stream.of(settings)).toList();
        return new ServingContext(new Launcher(application, all).startServer());
    }

    Api api() {
        return api;
    }

    /** What is served beside the API. */
    Api operations() {
        return new Api(base() + "/actuator", KEY);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    private String base() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    @Override
    public void close() {
        api.close();
        context.close();
    }
}
