package org.geben.application.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keys and the answers under them, in the database, where all nodes meet: whoever inserts the row carries the request
 * out. A row without an answer whose time is over was left by a node that is no more, and the same request may take it
 * over. All times are the database's, so nodes need not agree on the hour.
 */
final class Claims {
    private static final int ATTEMPTS = 5;
    private static final int CLEANED_AT_ONCE = 10_000;

    private final JdbcClient jdbc;
    private final IdempotencySettings settings;

    Claims(JdbcClient jdbc, IdempotencySettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    Claim claim(byte[] key, byte[] fingerprint) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            UUID token = UUID.randomUUID();
            if (isGranted(key, fingerprint, token)) {
                return new Claim.Granted(token);
            }
            List<Claim> others = jdbc.sql("""
                            SELECT fingerprint, status, content_type, location, etag, body
                            FROM geben_http.idempotency WHERE key = :key""")
                    .param("key", key)
                    .query((row, number) -> claim(row, fingerprint))
                    .list();
            if (!others.isEmpty()) {
                return others.getFirst();
            }
        }
        throw new ConcurrencyFailureException("The row of an idempotency key came and went.");
    }

    /** Without effect where somebody else has taken the key over. */
    void keep(byte[] key, UUID token, Answer answer) {
        jdbc.sql("""
                        UPDATE geben_http.idempotency
                        SET status = :status, content_type = :contentType, location = :location, etag = :etag, body = :body
                        WHERE key = :key AND token = :token""")
                .param("status", answer.status())
                .param("contentType", answer.contentType())
                .param("location", answer.location())
                .param("etag", answer.etag())
                .param("body", answer.body())
                .param("key", key)
                .param("token", token)
                .update();
    }

    /** Lets the next request under the key be carried out. */
    void release(byte[] key, UUID token) {
        jdbc.sql("DELETE FROM geben_http.idempotency WHERE key = :key AND token = :token")
                .param("key", key)
                .param("token", token)
                .update();
    }

    /** Removes what is kept no longer. */
    void clean() {
        while (cleaned("""
                SELECT key FROM geben_http.idempotency
                WHERE claimed_at < now() - make_interval(secs => :kept)""", "kept", seconds(settings.kept())) == CLEANED_AT_ONCE) {}
        while (cleaned("""
                SELECT key FROM geben_http.idempotency
                WHERE claimed_at <= (SELECT claimed_at FROM geben_http.idempotency
                                     ORDER BY claimed_at DESC OFFSET :most LIMIT 1)
                ORDER BY claimed_at""", "most", settings.most()) == CLEANED_AT_ONCE) {}
    }

    private int cleaned(String which, String parameter, Object value) {
        return jdbc.sql("""
                        DELETE FROM geben_http.idempotency
                        WHERE key IN (%s LIMIT :atOnce FOR UPDATE SKIP LOCKED)""".formatted(which))
                .param(parameter, value)
                .param("atOnce", CLEANED_AT_ONCE)
                .update();
    }

    private boolean isGranted(byte[] key, byte[] fingerprint, UUID token) {
        return jdbc.sql("""
                        INSERT INTO geben_http.idempotency AS kept (key, fingerprint, token)
                        VALUES (:key, :fingerprint, :token)
                        ON CONFLICT (key) DO UPDATE
                        SET fingerprint = excluded.fingerprint, token = excluded.token, claimed_at = now(),
                            status = NULL, content_type = NULL, location = NULL, etag = NULL, body = NULL
                        WHERE kept.claimed_at < now() - make_interval(secs => :kept)
                           OR kept.status IS NULL AND kept.fingerprint = excluded.fingerprint
                              AND kept.claimed_at < now() - make_interval(secs => :longestRun)""")
                        .param("key", key)
                        .param("fingerprint", fingerprint)
                        .param("token", token)
                        .param("kept", seconds(settings.kept()))
                        .param("longestRun", seconds(settings.longestRun()))
                        .update()
                == 1;
    }

    private static Claim claim(ResultSet row, byte[] fingerprint) throws SQLException {
        if (!Arrays.equals(row.getBytes("fingerprint"), fingerprint)) {
            return new Claim.Taken();
        }
        int status = row.getInt("status");
        return row.wasNull()
                ? new Claim.Running()
                : new Claim.Answered(new Answer(
                        status,
                        row.getString("content_type"),
                        row.getString("location"),
                        row.getString("etag"),
                        row.getBytes("body")));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
