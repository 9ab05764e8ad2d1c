package org.geben.application;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.geben.application.process.Launcher;
import org.geben.command.Commands;
import org.geben.kernel.outreach.Cause;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application over HTTP, for those who send it what no well-behaved client would. */
public final class ServedApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    public static final String KEY = "the-key-of-a-test-only-12345678901234567890";

    /** Without the cases that policies open in their own time, where nothing else is to be recorded. */
    public static final String WITHOUT_POLICIES = "--geben.outreach.paused="
            + Arrays.stream(Cause.values()).map(Cause::name).collect(joining(","));

    private final ConfigurableApplicationContext server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServedApi(ConfigurableApplicationContext server) {
        this.server = server;
    }

    public static ServedApi start(Path data, String... settings) {
        Stream<String> own = Stream.of("--server.port=0", "--geben.data-dir=" + data, "--geben.admin-key=" + KEY);
        List<String> all = Stream.concat(own, Stream.of(settings)).toList();
        return new ServedApi(new Launcher(GebenApplication.class, all).startServer());
    }

    public ConfigurableApplicationContext server() {
        return server;
    }

    public int port() {
        return Integer.parseInt(server.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** The position of the newest event. */
    public long head() {
        return server.getBean(Commands.class).head();
    }

    /** @param headers names and values in turn */
    public HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        return send(method, path, body, Stream.of("Authorization", "Bearer " + KEY), headers);
    }

    /** The same, without the access key. */
    public HttpResponse<String> strangersPost(String path, String json, String... headers)
            throws IOException, InterruptedException {
        return send(
                "POST", path, BodyPublishers.ofString(json), Stream.of("Content-Type", "application/json"), headers);
    }

    private HttpResponse<String> send(
            String method, String path, BodyPublisher body, Stream<String> own, String... more)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port() + "/api/v1" + path))
                .timeout(PATIENCE)
                .method(method, body)
                .headers(Stream.concat(own, Stream.of(more)).toArray(String[]::new));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String json, String... headers)
            throws IOException, InterruptedException {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new);
        return send("POST", path, BodyPublishers.ofString(json), all);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** An answer that may have no end; whoever begins to read it closes it. */
    public HttpResponse<InputStream> begin(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/v1" + path))
                        .header("Authorization", "Bearer " + KEY)
                        .build(),
                BodyHandlers.ofInputStream());
    }

    /** The id that the answer names. */
    public static String id(HttpResponse<String> answer) {
        return json(answer).path("id").asString();
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
