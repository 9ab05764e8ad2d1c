package org.geben.application.http;

/** In which order filters see a request, after those who ask for the access key. */
public final class HttpOrder {
    /** Before anybody reads a body. */
    static final int BODY_BOUND = 0;

    public static final int IDEMPOTENCY = 10;

    private HttpOrder() {}
}
