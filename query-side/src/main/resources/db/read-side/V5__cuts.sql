ALTER TABLE geben.generation
    -- Where the past ends that it shows: a position of the log, or a moment of the world. Most have neither.
    ADD COLUMN cut_position       bigint,
    ADD COLUMN cut_time           timestamptz,
    -- Of one with a cut: the last event in it, and the first that its cut has left out. While the one is before the
    -- other, it is the whole beginning of the log, and others can begin where it ends.
    ADD COLUMN last_folded        bigint NOT NULL DEFAULT 0,
    ADD COLUMN first_left_out     bigint,
    ADD COLUMN latest_occurred_at timestamptz,
    ADD COLUMN used_at            timestamptz,
    ADD CONSTRAINT generation_one_cut CHECK (num_nonnulls(cut_position, cut_time) <= 1);

CREATE UNIQUE INDEX generation_cut_position ON geben.generation (projection, version, cut_position)
    WHERE cut_position IS NOT NULL AND state IN ('BUILDING', 'FROZEN');
CREATE UNIQUE INDEX generation_cut_time ON geben.generation (projection, version, cut_time)
    WHERE cut_time IS NOT NULL AND state IN ('BUILDING', 'FROZEN');
