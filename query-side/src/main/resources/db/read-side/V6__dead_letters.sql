-- Events that a live generation could not fold, and those of the same stream behind them, which wait for their turn. What
-- they say is not kept here: the log is asked for it again, so it is forgotten here as soon as it is forgotten there.
CREATE TABLE geben.dead_letter (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    generation bigint NOT NULL REFERENCES geben.generation ON DELETE CASCADE,
    stream     text NOT NULL,
    sequence   bigint NOT NULL,
    position   bigint NOT NULL,
    event_id   text NOT NULL,
    event_type text NOT NULL,
    -- Null where it only waits behind another one.
    cause      text,
    attempts   integer NOT NULL,
    parked_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- FOLDED or SKIPPED; null while it is parked.
    decision   text,
    reason     text,
    decided_by uuid,
    decided_at timestamptz,
    UNIQUE (generation, position)
);

CREATE INDEX dead_letter_parked ON geben.dead_letter (generation, stream, position) WHERE decision IS NULL;

-- How many of a generation's dead letters stand where, kept with it so that its readers learn it in passing.
ALTER TABLE geben.generation
    ADD COLUMN parked  bigint NOT NULL DEFAULT 0,
    ADD COLUMN late    bigint NOT NULL DEFAULT 0,
    ADD COLUMN skipped bigint NOT NULL DEFAULT 0;
