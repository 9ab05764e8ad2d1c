-- A generation that is held is kept ready when it is built, until it is told to take the live one's place.
ALTER TABLE geben.generation ADD COLUMN held boolean NOT NULL DEFAULT false;

-- Comparisons of a live generation with one that was folded anew up to the same position.
CREATE TABLE geben.verification (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    projection  text NOT NULL,
    state       text NOT NULL DEFAULT 'RUNNING',
    -- The generation folded anew, which is dropped when the verification ends.
    fresh       bigint NOT NULL,
    -- The name of the live one, and where both stood.
    generation  text,
    position    bigint,
    created_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    -- What was found in each table of it.
    tables      jsonb,
    failure     text
);

CREATE UNIQUE INDEX verification_running ON geben.verification (projection) WHERE state = 'RUNNING';
CREATE INDEX verification_generation ON geben.verification (generation, id);
