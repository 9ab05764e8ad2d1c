CREATE TABLE member (
    id        uuid PRIMARY KEY,
    automated boolean NOT NULL,
    present   boolean NOT NULL DEFAULT true,
    -- For how many reasons the member is not: gone, suspended, erased.
    absences bigint NOT NULL DEFAULT 0,
    joined_at timestamptz NOT NULL
);

CREATE TABLE community_group (
    id     uuid PRIMARY KEY,
    access text NOT NULL
);

CREATE TABLE membership (
    id       uuid PRIMARY KEY,
    group_id uuid NOT NULL,
    member   uuid NOT NULL
);

CREATE TABLE contribution (
    id           uuid PRIMARY KEY,
    author       uuid NOT NULL,
    in_reply_to  uuid,
    root         uuid NOT NULL,
    group_id     uuid,
    published_at timestamptz NOT NULL,
    withdrawn    boolean NOT NULL DEFAULT false,
    hidden       boolean NOT NULL DEFAULT false
);

CREATE TABLE appreciation (
    id            uuid PRIMARY KEY,
    giver         uuid,
    receiver      uuid,
    contribution  uuid,
    given_at      timestamptz NOT NULL,
    time_inferred boolean NOT NULL
);

CREATE INDEX membership_group ON membership (group_id, member);
CREATE INDEX contribution_time ON contribution (published_at) INCLUDE (author, group_id);
CREATE INDEX contribution_thread ON contribution (root, published_at) INCLUDE (author)
    WHERE in_reply_to IS NOT NULL AND NOT withdrawn AND NOT hidden;
CREATE INDEX appreciation_time ON appreciation (given_at) INCLUDE (giver, receiver, contribution);
CREATE INDEX appreciation_contribution ON appreciation (contribution) INCLUDE (giver);
