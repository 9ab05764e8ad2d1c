CREATE TABLE member (
    id          uuid PRIMARY KEY,
    automated   boolean NOT NULL,
    present     boolean NOT NULL DEFAULT true,
    -- For how many reasons the member is not: gone, suspended, erased.
    absences    bigint NOT NULL DEFAULT 0,
    joined_at   timestamptz NOT NULL,
    -- Whether others may see what leaderboards tell.
    visible     boolean NOT NULL DEFAULT true,
    welcomed_by uuid,
    welcomed_at timestamptz
);

CREATE TABLE contribution (
    id              uuid PRIMARY KEY,
    author          uuid NOT NULL,
    kind            text NOT NULL,
    -- The other person to whom a person replies.
    answered        uuid,
    published_at    timestamptz NOT NULL,
    withdrawn       boolean NOT NULL DEFAULT false,
    hidden          boolean NOT NULL DEFAULT false,
    -- The last that was accepted, visible or not.
    accepted_answer uuid,
    accepted_at     timestamptz
);

CREATE TABLE appreciation (
    id            uuid PRIMARY KEY,
    giver         uuid,
    receiver      uuid,
    contribution  uuid,
    kind          text NOT NULL,
    given_at      timestamptz NOT NULL,
    time_inferred boolean NOT NULL
);

-- By time, so that the n-th of anything is found by the first n entries.
CREATE INDEX member_welcomed_by ON member (welcomed_by, welcomed_at, id) WHERE welcomed_by IS NOT NULL;
CREATE INDEX contribution_author ON contribution (author, published_at, id) WHERE NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_answers ON contribution (author, published_at, id)
    WHERE kind = 'ANSWER' AND answered IS NOT NULL AND NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_answered ON contribution (answered, published_at)
    WHERE answered IS NOT NULL AND NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_accepted ON contribution (accepted_answer) WHERE accepted_answer IS NOT NULL;
CREATE INDEX appreciation_giver ON appreciation (giver, given_at, id) WHERE NOT time_inferred;
CREATE INDEX appreciation_receiver ON appreciation (receiver, given_at, id) WHERE NOT time_inferred;
