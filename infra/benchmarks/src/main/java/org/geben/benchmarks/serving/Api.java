package org.geben.benchmarks.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application's HTTP, as a client with a key calls it. */
public final class Api implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String key;

    Api(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** An answer that is none of success. */
    public static final class Failed extends IOException {
        private static final long serialVersionUID = 1;

        Failed(String request, int status, String body) {
            super("%s answered %d: %s".formatted(request, status, body));
        }
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return call("GET", path, null, null);
    }

    /**
     * Reads an answer and leaves it at that, so that little is measured but the server.
     *
     * @param actor the member who reads; null for none
     * @throws Failed if the answer is none of success
     */
    public void read(String path, @Nullable String actor) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, actor).GET();
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new Failed("GET " + path, response.statusCode(), new String(response.body(), UTF_8));
        }
    }

    /**
     * @param actor the member who acts; null for none
     * @throws Failed if the answer is none of success
     */
    public JsonNode call(String method, String path, @Nullable String actor, @Nullable Map<String, ?> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, actor)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new Failed(method + " " + path, response.statusCode(), response.body());
        }
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder request(String path, @Nullable String actor) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key);
        return actor == null ? request : request.header("Geben-Actor", actor);
    }

    @Override
    public void close() {
        client.close();
    }
}
