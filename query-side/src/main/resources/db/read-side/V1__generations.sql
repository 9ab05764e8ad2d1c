-- One row per schema that a projection's code has made, up to a position of the log.
CREATE TABLE geben.generation (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    projection  text NOT NULL,
    version     integer NOT NULL,
    schema_name text NOT NULL UNIQUE GENERATED ALWAYS AS (projection || '_' || id::text) STORED,
    state       text NOT NULL,
    position    bigint NOT NULL DEFAULT 0,
    -- Where the log ended when the generation was made: before that it has nothing to answer with.
    target      bigint NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

CREATE UNIQUE INDEX generation_live ON geben.generation (projection) WHERE state = 'LIVE';

-- The tokens of Axon's processors; the columns are named in TokenTable.
CREATE TABLE geben.token_entry (
    processor_name varchar(255) NOT NULL,
    segment        integer NOT NULL,
    token          bytea,
    token_type     varchar(255),
    stored_at      varchar(255),
    owner          varchar(255),
    PRIMARY KEY (processor_name, segment)
) WITH (fillfactor = 50);

-- Axon's token store inserts this row on first use; of several nodes that start together all but one would fail.
INSERT INTO geben.token_entry (processor_name, segment, token, token_type, stored_at)
VALUES ('__config', 0,
        convert_to(format('{"config":{"id":"%s"}}', gen_random_uuid()), 'UTF8'),
        'org.axonframework.eventhandling.tokenstore.ConfigToken',
        to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
