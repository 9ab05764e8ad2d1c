-- Rows whose counts change leave room on their pages: an update then touches no index.
CREATE TABLE member (
    id            uuid PRIMARY KEY,
    handle        text NOT NULL,
    name          text NOT NULL,
    about         text,
    automated     boolean NOT NULL,
    present       boolean NOT NULL DEFAULT true,
    -- For how many reasons the member is not: gone, suspended, erased.
    absences bigint NOT NULL DEFAULT 0,
    joined_at     timestamptz NOT NULL,
    contributions bigint NOT NULL DEFAULT 0,
    given         bigint NOT NULL DEFAULT 0,
    received      bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 70);

CREATE TABLE community_group (
    id      uuid PRIMARY KEY,
    name    text NOT NULL,
    purpose text,
    access  text NOT NULL,
    -- Who opens threads in it.
    posting  text NOT NULL,
    archived boolean NOT NULL DEFAULT false,
    -- Those who have not left the community.
    members bigint NOT NULL DEFAULT 0
);

CREATE TABLE membership (
    id        uuid PRIMARY KEY,
    group_id  uuid NOT NULL,
    member    uuid NOT NULL
);

CREATE INDEX membership_member ON membership (member) INCLUDE (group_id);

CREATE TABLE contribution (
    id              uuid PRIMARY KEY,
    kind            text NOT NULL,
    author          uuid NOT NULL,
    in_reply_to     uuid,
    root            uuid NOT NULL,
    group_id        uuid,
    title           text,
    text            text,
    format          text NOT NULL,
    tags            text[] NOT NULL,
    language        text,
    links           text[] NOT NULL DEFAULT '{}',
    mentions        text[] NOT NULL DEFAULT '{}',
    published_at    timestamptz NOT NULL,
    revised_at      timestamptz,
    withdrawn       boolean NOT NULL DEFAULT false,
    -- Then its words are still here, and are not answered.
    hidden          boolean NOT NULL DEFAULT false,
    featured        boolean NOT NULL DEFAULT false,
    -- The last that was accepted, visible or not.
    accepted_answer uuid,
    -- Visible ones: of a root all in its thread, of a reply those straight to it.
    replies         bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 85);

-- Nobody looks for contributions by their words: to sample them would only cost.
ALTER TABLE contribution
    ALTER title SET STATISTICS 0, ALTER text SET STATISTICS 0, ALTER tags SET STATISTICS 0,
    ALTER links SET STATISTICS 0, ALTER mentions SET STATISTICS 0;

-- The groups in which it is shown beside its own.
CREATE TABLE share (
    contribution uuid NOT NULL,
    group_id     uuid NOT NULL,
    PRIMARY KEY (contribution, group_id)
);

CREATE INDEX share_group ON share (group_id) INCLUDE (contribution);

CREATE TABLE appreciation (
    id           uuid PRIMARY KEY,
    contribution uuid,
    giver        uuid,
    receiver     uuid,
    kind         text NOT NULL
);

CREATE TABLE appreciation_count (
    contribution uuid NOT NULL,
    kind         text NOT NULL,
    appreciations bigint NOT NULL,
    PRIMARY KEY (contribution, kind)
) WITH (fillfactor = 80);

CREATE INDEX contribution_community ON contribution (published_at DESC, id DESC)
    WHERE in_reply_to IS NULL AND NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_group ON contribution (group_id, published_at DESC, id DESC)
    WHERE in_reply_to IS NULL AND NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_author ON contribution (author, published_at DESC, id DESC) WHERE NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_thread ON contribution (root, published_at, id)
    WHERE in_reply_to IS NOT NULL AND NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_parent ON contribution (in_reply_to, published_at, id)
    WHERE in_reply_to IS NOT NULL AND NOT withdrawn AND NOT hidden;
