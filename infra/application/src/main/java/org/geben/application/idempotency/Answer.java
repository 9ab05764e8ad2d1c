package org.geben.application.idempotency;

import org.jspecify.annotations.Nullable;

/** What a request was answered, as far as a repeat needs it. */
record Answer(
        int status,
        @Nullable String contentType,
        @Nullable String location,
        @Nullable String etag,
        byte[] body) {}
