-- Rows whose counts change leave room on their pages: an update then touches no index.
-- A position is where the log has that of which a member is notified.
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
    received      bigint NOT NULL DEFAULT 0,
    welcomed_at   timestamptz,
    welcomed_by   uuid,
    welcomed_position bigint
) WITH (fillfactor = 70);

CREATE INDEX member_joined ON member (joined_at);

CREATE TABLE follow (
    id       uuid PRIMARY KEY,
    member   uuid NOT NULL,
    followed uuid NOT NULL
);

CREATE INDEX follow_member ON follow (member) INCLUDE (followed);

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
    member    uuid NOT NULL,
    joined_at timestamptz NOT NULL
);

CREATE INDEX membership_member ON membership (member) INCLUDE (group_id);
CREATE INDEX membership_group ON membership (group_id, joined_at, id);

-- By the ids of memberships.
CREATE TABLE management (
    id       uuid PRIMARY KEY,
    group_id uuid NOT NULL,
    member   uuid NOT NULL
);

CREATE TABLE join_request (
    id       uuid PRIMARY KEY,
    group_id uuid NOT NULL,
    member   uuid NOT NULL,
    asked_at timestamptz NOT NULL
);

CREATE INDEX join_request_group ON join_request (group_id, asked_at, id);

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
    -- The place in its stream of the event that last set the content.
    revision        bigint NOT NULL,
    withdrawn       boolean NOT NULL DEFAULT false,
    -- Then its words are still here, and are not answered.
    hidden          boolean NOT NULL DEFAULT false,
    featured        boolean NOT NULL DEFAULT false,
    featured_by     uuid,
    featured_at     timestamptz,
    featured_position bigint,
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
    -- Of the contribution, as in the tables below.
    published_at timestamptz NOT NULL,
    PRIMARY KEY (contribution, group_id)
);

CREATE INDEX share_group ON share (group_id, published_at DESC, contribution DESC);

-- Which reply answers whom, but for those to oneself.
CREATE TABLE answer (
    reply        uuid PRIMARY KEY,
    answered     uuid NOT NULL,
    published_at timestamptz NOT NULL,
    position     bigint NOT NULL
);

CREATE INDEX answer_answered ON answer (answered, published_at DESC, reply DESC);

-- Whom a contribution has ever mentioned, since when; whom it still mentions it says itself.
CREATE TABLE mention (
    contribution uuid NOT NULL,
    member       uuid NOT NULL,
    mentioned_at timestamptz NOT NULL,
    published_at timestamptz NOT NULL,
    position     bigint NOT NULL,
    PRIMARY KEY (contribution, member)
);

CREATE INDEX mention_member ON mention (member, published_at DESC, contribution DESC);
CREATE INDEX mention_time ON mention (member, mentioned_at DESC, contribution DESC);

CREATE TABLE appreciation (
    id           uuid PRIMARY KEY,
    contribution uuid,
    giver        uuid,
    receiver     uuid,
    kind         text NOT NULL,
    given_at     timestamptz NOT NULL,
    time_inferred boolean NOT NULL,
    position     bigint NOT NULL
);

CREATE INDEX appreciation_receiver ON appreciation (receiver, given_at) WHERE receiver IS NOT NULL;
CREATE INDEX appreciation_contribution ON appreciation (contribution, kind, given_at DESC, id DESC)
    WHERE contribution IS NOT NULL;
CREATE INDEX appreciation_of_member ON appreciation (receiver, kind, given_at DESC, id DESC) INCLUDE (position)
    WHERE contribution IS NULL AND receiver IS NOT NULL;
CREATE INDEX appreciation_time ON appreciation (given_at) WHERE NOT time_inferred;

CREATE TABLE appreciation_count (
    contribution uuid NOT NULL,
    kind         text NOT NULL,
    receiver     uuid,
    appreciations bigint NOT NULL,
    -- When the last of them was given, and where the log has the last of them.
    last_at      timestamptz NOT NULL,
    position     bigint NOT NULL,
    PRIMARY KEY (contribution, kind)
) WITH (fillfactor = 80);

CREATE INDEX appreciation_count_receiver ON appreciation_count (receiver, last_at DESC) WHERE receiver IS NOT NULL;

CREATE INDEX contribution_community ON contribution (published_at DESC, id DESC)
    WHERE in_reply_to IS NULL AND NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_group ON contribution (group_id, published_at DESC, id DESC)
    WHERE in_reply_to IS NULL AND NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_author ON contribution (author, published_at DESC, id DESC) INCLUDE (group_id)
    WHERE NOT withdrawn AND NOT hidden;
-- With the one above, for whatever an author's erasure takes the words of.
CREATE INDEX contribution_hidden ON contribution (author) WHERE hidden;
CREATE INDEX contribution_thread ON contribution (root, published_at, id)
    WHERE in_reply_to IS NOT NULL AND NOT withdrawn AND NOT hidden;
-- Hidden ones, too: they are gaps in a thread where others stand beneath them.
CREATE INDEX contribution_parent ON contribution (in_reply_to, published_at, id) WHERE in_reply_to IS NOT NULL;
CREATE INDEX contribution_featured ON contribution (author, featured_at DESC, id DESC)
    WHERE featured AND NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_time ON contribution (published_at) WHERE NOT withdrawn AND NOT hidden;

CREATE TABLE wordless (
    member uuid PRIMARY KEY
);

CREATE TABLE inbox (
    member     uuid PRIMARY KEY,
    seen_up_to timestamptz NOT NULL,
    position   bigint NOT NULL
);

-- By what follows from the member and the notification's key.
CREATE TABLE read_mark (
    id         uuid PRIMARY KEY,
    read_up_to timestamptz NOT NULL,
    position   bigint NOT NULL
);
