-- A member's keys, each sealed by the master key. A destroyed one is remembered as such: what it sealed is gone, not lost.
CREATE TABLE member_key (
    member       uuid NOT NULL,
    kind         text NOT NULL,
    sealed       bytea,
    made_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    destroyed_at timestamptz,
    PRIMARY KEY (member, kind),
    CHECK ((sealed IS NULL) = (destroyed_at IS NOT NULL))
);

CREATE INDEX member_key_destroyed ON member_key (destroyed_at) WHERE destroyed_at IS NOT NULL;

-- Something that everybody knows, sealed by the master key: another key is told by it before it does harm.
CREATE TABLE master_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    proof    bytea NOT NULL
);
