package org.geben.benchmarks.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application's HTTP, as a client with a key calls it. By the plainest client there is, because whatever it takes the
 * server lacks: they share the processors.
 */
public final class Api {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final int PATIENCE = Math.toIntExact(Duration.ofSeconds(30).toMillis());
    private static final String MOST_CONNECTIONS_KEPT = "256";

    static {
        System.setProperty("http.maxConnections", MOST_CONNECTIONS_KEPT);
    }

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

    public JsonNode get(String path) throws IOException {
        return call("GET", path, null, null);
    }

    /**
     * Reads an answer and leaves it at that, so that little is measured but the server.
     *
     * @param actor the member who reads; null for none
     * @throws Failed if the answer is none of success
     */
    public void read(String path, @Nullable String actor) throws IOException {
        answer("GET", path, actor, null);
    }

    /**
     * @param actor the member who acts; null for none
     * @throws Failed if the answer is none of success
     */
    public JsonNode call(String method, String path, @Nullable String actor, @Nullable Map<String, ?> body)
            throws IOException {
        return JSON.readTree(answer(method, path, actor, body == null ? null : JSON.writeValueAsBytes(body)));
    }

    private byte[] answer(String method, String path, @Nullable String actor, byte @Nullable [] body)
            throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        call.setRequestMethod(method);
        call.setConnectTimeout(PATIENCE);
        call.setReadTimeout(PATIENCE);
        call.setRequestProperty("Authorization", "Bearer " + key);
        if (actor != null) {
            call.setRequestProperty("Geben-Actor", actor);
        }
        if (body != null) {
            call.setRequestProperty("Content-Type", "application/json");
            call.setDoOutput(true);
            call.setFixedLengthStreamingMode(body.length);
            try (OutputStream request = call.getOutputStream()) {
                request.write(body);
            }
        }
        int status = call.getResponseCode();
        boolean isSuccess = status / 100 == 2;
        try (@Nullable InputStream answer = isSuccess ? call.getInputStream() : call.getErrorStream()) {
            byte[] bytes = answer == null ? new byte[0] : answer.readAllBytes();
            if (!isSuccess) {
                throw new Failed(method + " " + path, status, new String(bytes, UTF_8));
            }
            return bytes;
        }
    }
}
