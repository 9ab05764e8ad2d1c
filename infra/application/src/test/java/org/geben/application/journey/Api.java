package org.geben.application.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API as a client with a key does. */
final class Api implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String key;

    Api(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** An answer as it came. */
    record Answer(int status, JsonNode body, @Nullable String eTag) {
        JsonNode expect(int expected) {
            assertThat(status).as(() -> body.toString()).isEqualTo(expected);
            return body;
        }
    }

    /** What a command has come to, for those who go on from there. */
    record Recorded(String id, long position) {}

    JsonNode get(String path) throws IOException, InterruptedException {
        return call("GET", path, null, null).expect(200);
    }

    Recorded create(String path, @Nullable String actor, Map<String, ?> body) throws IOException, InterruptedException {
        return recorded(call("POST", path, actor, body).expect(201));
    }

    Recorded change(String method, String path, @Nullable String actor, @Nullable Map<String, ?> body)
            throws IOException, InterruptedException {
        return recorded(call(method, path, actor, body).expect(200));
    }

    Answer call(String method, String path, @Nullable String actor, @Nullable Map<String, ?> body)
            throws IOException, InterruptedException {
        return call(method, path, actor, null, body);
    }

    Answer call(
            String method, String path, @Nullable String actor, @Nullable String ifMatch, @Nullable Map<String, ?> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (actor != null) {
            request.header("Geben-Actor", actor);
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                JSON.readTree(response.body()),
                response.headers().firstValue("ETag").orElse(null));
    }

    @Override
    public void close() {
        client.close();
    }

    private static Recorded recorded(JsonNode body) {
        return new Recorded(body.get("id").asString(), body.get("position").asLong());
    }
}
