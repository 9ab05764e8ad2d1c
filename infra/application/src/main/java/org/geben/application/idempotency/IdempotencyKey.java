package org.geben.application.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.geben.query.Refusal;

/**
 * The key under which a client repeats a request (draft-ietf-httpapi-idempotency-key-header). The draft wants a quoted
 * string of structured fields (RFC 9651); a bare token, which most clients send, is the same key.
 */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern BARE = Pattern.compile("[\\x21-\\x7E&&[^\"]]{1,255}");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[\\x20-\\x7E&&[^\"\\\\]]|\\\\[\"\\\\]){1,255})\"");

    /** @throws Refusal 400 {@code IDEMPOTENCY_KEY_MALFORMED}, also if there are several */
    static IdempotencyKey of(HttpServletRequest request) {
        List<String> sent = Collections.list(request.getHeaders(HEADER));
        if (sent.size() != 1) {
            throw malformed();
        }
        return of(sent.getFirst());
    }

    static IdempotencyKey of(String header) {
        String sent = header.strip();
        if (BARE.matcher(sent).matches()) {
            return new IdempotencyKey(sent);
        }
        if (QUOTED.matcher(sent).matches()) {
            String quoted = sent.substring(1, sent.length() - 1).replaceAll("\\\\(.)", "$1");
            if (!quoted.isBlank()) {
                return new IdempotencyKey(quoted);
            }
        }
        throw malformed();
    }

    private static Refusal malformed() {
        return Refusal.badRequest(
                "IDEMPOTENCY_KEY_MALFORMED",
                "The key is one text of 1 to 255 visible characters, such as a UUID.",
                HEADER);
    }
}
