ALTER TABLE geben.generation
    -- Folded into it.
    ADD COLUMN events      bigint NOT NULL DEFAULT 0,
    -- Whether it has all indexes: one that is built gets those that its handlers do not need last.
    ADD COLUMN indexed     boolean NOT NULL DEFAULT true,
    ADD COLUMN started_at  timestamptz,
    ADD COLUMN finished_at timestamptz,
    ADD COLUMN failure     text;

-- Positions of the other log do not count events.
UPDATE geben.generation SET events = position
WHERE EXISTS (SELECT FROM geben.followed_log WHERE engine = 'postgresql');

-- A new generation used to take the place of the live one at once, and answered nobody before it had reached its target.
UPDATE geben.generation SET state = 'BUILDING' WHERE position < target;

-- One that is built gets its token when it becomes live.
DELETE FROM geben.token_entry t USING geben.generation g
WHERE g.state = 'BUILDING' AND t.processor_name = g.projection || '-' || g.id;
