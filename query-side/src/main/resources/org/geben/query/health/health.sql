CREATE TABLE member (
    id        uuid PRIMARY KEY,
    automated boolean NOT NULL,
    present   boolean NOT NULL DEFAULT true,
    -- For how many reasons the member is not: gone, suspended, erased.
    absences bigint NOT NULL DEFAULT 0,
    joined_at timestamptz NOT NULL,
    leader    boolean NOT NULL DEFAULT false,
    -- The earliest that can be seen.
    first_contribution uuid,
    first_at           timestamptz,
    -- When the member was first appreciated by anybody but a program, as far as that is known.
    thanked_at timestamptz
);

-- At which moments each member had how many reasons more, or less, not to be there.
CREATE TABLE absence_change (
    member   uuid NOT NULL,
    at       timestamptz NOT NULL,
    absences bigint NOT NULL,
    PRIMARY KEY (member, at)
);

-- Personal: in figures about at least five members only. One row for each word about it.
CREATE TABLE comfort (
    member      uuid NOT NULL,
    sequence    bigint NOT NULL,
    level       text NOT NULL,
    declared_at timestamptz NOT NULL,
    PRIMARY KEY (member, sequence)
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

-- The giver is the id of zeros where it is not known.
CREATE TABLE appreciation (
    id            uuid PRIMARY KEY,
    giver         uuid NOT NULL,
    receiver      uuid,
    contribution  uuid,
    given_at      timestamptz NOT NULL,
    time_inferred boolean NOT NULL
);

-- What one gave to another in one group at one moment: contributions that can be seen, and appreciations whose time is
-- known. An id of zeros stands for no group, an unknown giver, and no other member.
CREATE TABLE given (
    at             timestamptz NOT NULL,
    group_id       uuid NOT NULL,
    giver          uuid NOT NULL,
    receiver       uuid NOT NULL,
    -- When the two joined, which never changes: so a window is read without a look at each member.
    giver_since    timestamptz,
    receiver_since timestamptz,
    contributions  bigint NOT NULL,
    appreciations  bigint NOT NULL,
    PRIMARY KEY (giver, at, group_id, receiver)
);

-- How many people joined on a day and are present.
CREATE TABLE joining (
    day     timestamptz PRIMARY KEY,
    members bigint NOT NULL
);

CREATE TABLE training (
    id     uuid PRIMARY KEY,
    levels text[] NOT NULL
);

CREATE TABLE completion (
    session_id   uuid NOT NULL,
    member       uuid NOT NULL,
    training     uuid NOT NULL,
    completed_at timestamptz NOT NULL,
    PRIMARY KEY (member, session_id)
);

-- What each leader pledged, one row for each word about it; without a unit it ended.
CREATE TABLE pledge (
    leader   uuid NOT NULL,
    sequence bigint NOT NULL,
    unit     text,
    per_week bigint NOT NULL,
    -- Midnight by UTC of the day from which it holds; the moment of its end.
    begins   timestamptz NOT NULL,
    PRIMARY KEY (leader, sequence)
);

CREATE INDEX member_joined ON member (joined_at) WHERE present AND NOT automated;
CREATE INDEX member_first ON member (first_at) WHERE present AND NOT automated;
CREATE INDEX member_left_out ON member (id) INCLUDE (automated, joined_at) WHERE NOT present OR automated;
CREATE INDEX member_leader ON member (id) WHERE leader;
CREATE INDEX membership_group ON membership (group_id, member);
CREATE INDEX contribution_time ON contribution (published_at);
CREATE INDEX contribution_thread ON contribution (root, published_at) INCLUDE (author)
    WHERE in_reply_to IS NOT NULL AND NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_reply ON contribution (in_reply_to) WHERE NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_author ON contribution (author, published_at) WHERE NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_left_out ON contribution (published_at) INCLUDE (group_id, withdrawn) WHERE withdrawn OR hidden;
CREATE INDEX appreciation_time_inferred ON appreciation (given_at) WHERE time_inferred;
CREATE INDEX appreciation_contribution ON appreciation (contribution) INCLUDE (giver);
CREATE INDEX appreciation_giver ON appreciation (giver, given_at) WHERE NOT time_inferred;
CREATE INDEX appreciation_receiver ON appreciation (receiver, given_at) WHERE NOT time_inferred;
CREATE INDEX given_time ON given (at);
CREATE INDEX given_unattributed ON given (at) WHERE giver_since IS NULL;
CREATE INDEX given_group ON given (group_id, at);
CREATE INDEX given_contribution ON given (at) INCLUDE (giver, giver_since, contributions) WHERE contributions > 0;
