-- Requests under an idempotency key. A row without a status is being carried out by whoever holds its token.
CREATE TABLE geben_http.idempotency (
    key bytea PRIMARY KEY,
    fingerprint bytea NOT NULL,
    token uuid NOT NULL,
    claimed_at timestamptz NOT NULL DEFAULT now(),
    status integer,
    content_type text,
    location text,
    etag text,
    body bytea
);

CREATE INDEX idempotency_by_age ON geben_http.idempotency (claimed_at);
