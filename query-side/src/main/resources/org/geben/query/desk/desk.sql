CREATE TABLE member (
    id        uuid PRIMARY KEY,
    handle    text NOT NULL,
    name      text NOT NULL,
    automated boolean NOT NULL,
    present   boolean NOT NULL DEFAULT true,
    -- For how many reasons the member is not: gone, suspended, erased.
    absences  bigint NOT NULL DEFAULT 0
);

CREATE TABLE held_role (
    id         uuid PRIMARY KEY,
    member     uuid NOT NULL,
    role       text NOT NULL,
    since      timestamptz NOT NULL,
    granted_by uuid
);

CREATE TABLE community_group (
    id     uuid PRIMARY KEY,
    name   text NOT NULL,
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
    kind         text NOT NULL,
    in_reply_to  uuid,
    title        text,
    group_id     uuid,
    published_at timestamptz NOT NULL,
    withdrawn    boolean NOT NULL DEFAULT false,
    hidden       boolean NOT NULL DEFAULT false
);

CREATE TABLE appreciation (
    id            uuid PRIMARY KEY,
    giver         uuid,
    receiver      uuid,
    given_at      timestamptz NOT NULL,
    time_inferred boolean NOT NULL
);

-- One row each time that an outreach is opened: what was done before is another row.
CREATE TABLE outreach_case (
    outreach     uuid NOT NULL,
    -- The sequence of the event that opened it.
    opening      bigint NOT NULL,
    cause        text NOT NULL,
    member       uuid NOT NULL,
    contribution uuid,
    group_id     uuid,
    since        timestamptz NOT NULL,
    opened_at    timestamptz NOT NULL,
    assignee     uuid,
    assigned_by  uuid,
    assigned_at  timestamptz,
    -- OPEN, RESOLVED or DISMISSED.
    state        text NOT NULL DEFAULT 'OPEN',
    -- Absent where it closed by itself.
    closed_by    uuid,
    closed_at    timestamptz,
    -- What was done, or why nothing is to be done.
    words        text,
    PRIMARY KEY (outreach, opening)
);

-- What leaders have said of their pledges, word by word: an end has no unit.
CREATE TABLE pledge (
    id        uuid NOT NULL,
    sequence  bigint NOT NULL,
    leader    uuid NOT NULL,
    unit      text,
    per_week  bigint,
    -- In days since 1970-01-01, wherever the leader is.
    first_day bigint,
    said_at   timestamptz NOT NULL,
    PRIMARY KEY (id, sequence)
);

CREATE TABLE allowance (
    id      uuid PRIMARY KEY,
    giver   uuid NOT NULL,
    period  text NOT NULL,
    from_at timestamptz NOT NULL,
    to_at   timestamptz NOT NULL,
    points  bigint NOT NULL
);

-- What stands reserved in an allowance.
CREATE TABLE kudos (
    id          uuid PRIMARY KEY,
    allowance   uuid NOT NULL,
    points      bigint NOT NULL,
    reserved_at timestamptz NOT NULL
);

CREATE INDEX held_role_member ON held_role (member, role);
CREATE INDEX held_role_role ON held_role (role) INCLUDE (member);
CREATE INDEX membership_member ON membership (member) INCLUDE (group_id);
CREATE INDEX contribution_author ON contribution (author, published_at) WHERE NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_time ON contribution (published_at) INCLUDE (author) WHERE NOT withdrawn AND NOT hidden;
CREATE INDEX appreciation_giver ON appreciation (giver, given_at) WHERE NOT time_inferred;
CREATE INDEX appreciation_receiver ON appreciation (receiver, given_at) INCLUDE (giver) WHERE NOT time_inferred;
CREATE INDEX outreach_case_open ON outreach_case (cause, since) WHERE state = 'OPEN';
CREATE INDEX outreach_case_closed ON outreach_case (closed_at DESC, outreach, opening) WHERE state <> 'OPEN';
CREATE INDEX outreach_case_member ON outreach_case (member, cause, opened_at);
CREATE INDEX pledge_leader ON pledge (leader, sequence);
CREATE INDEX allowance_period ON allowance (period) INCLUDE (giver);
CREATE INDEX allowance_time ON allowance (from_at);
CREATE INDEX kudos_allowance ON kudos (allowance);
