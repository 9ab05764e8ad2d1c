-- When whoever builds it has begun, or gone on after a pause, and at which position: that tells how quick it is now.
ALTER TABLE geben.generation
    ADD COLUMN run_started_at timestamptz,
    ADD COLUMN run_from       bigint;
