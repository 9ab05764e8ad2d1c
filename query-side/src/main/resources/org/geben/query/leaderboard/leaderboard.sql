-- The facts, each with its moment and its day in this calendar, such as 20260329; a day divided by 100 is its month. Points
-- are whole millionths, so sums of them are exact.
CREATE TABLE calendar (
    zone text PRIMARY KEY
);

CREATE TABLE member (
    id         uuid PRIMARY KEY,
    handle     text NOT NULL,
    name       text NOT NULL,
    automated  boolean NOT NULL,
    joined_at  timestamptz NOT NULL,
    present    boolean NOT NULL DEFAULT true,
    -- For how many reasons the member is not: gone, suspended, erased.
    absences   bigint NOT NULL DEFAULT 0,
    -- Whether leaderboards may name the member.
    visible    boolean NOT NULL DEFAULT true,
    -- While which rules leave out a role that the member holds: by moments, and by the months of the calendar at
    -- whose ends they hold. Rules that do not hold yet are not among them; those that hold go on.
    excused        tstzmultirange NOT NULL DEFAULT '{}',
    excused_months int8multirange NOT NULL DEFAULT '{}',
    -- Why the member is not on the boards, the first reason that fits: 1 a program, 2 gone, 3 not to be named; 0 for
    -- who is. Where a role of the member's is left out there is 4, before 3. Who is not to be named has a rank
    -- nevertheless.
    left_out   smallint NOT NULL GENERATED ALWAYS AS (
        CASE WHEN automated THEN 1 WHEN NOT present THEN 2 WHEN NOT visible THEN 3 ELSE 0 END) STORED
);

CREATE TABLE held_role (
    member uuid NOT NULL,
    role   text NOT NULL,
    PRIMARY KEY (member, role)
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

-- In facts, event is the id of the one that says so.
CREATE TABLE contribution (
    id               uuid PRIMARY KEY,
    event            uuid NOT NULL,
    author           uuid NOT NULL,
    kind             text NOT NULL,
    in_reply_to      uuid,
    root             uuid NOT NULL,
    group_id         uuid,
    published_at     timestamptz NOT NULL,
    day              bigint NOT NULL,
    -- Whether it replies to a contribution of another person.
    answers          boolean NOT NULL DEFAULT false,
    -- Whether a person replies to a contribution of a program.
    answers_program  boolean NOT NULL DEFAULT false,
    withdrawn        boolean NOT NULL DEFAULT false,
    hidden           boolean NOT NULL DEFAULT false
);

CREATE TABLE appreciation (
    id            uuid PRIMARY KEY,
    event         uuid NOT NULL,
    giver         uuid,
    receiver      uuid,
    contribution  uuid,
    kind          text NOT NULL,
    given_at      timestamptz NOT NULL,
    day           bigint NOT NULL,
    -- Then it belongs to no window.
    time_inferred boolean NOT NULL,
    -- Whether a program gave or received it: then it counts nowhere.
    automated     boolean NOT NULL,
    -- Whether giver or receiver had enough that day: then it is worth nothing.
    capped        boolean NOT NULL DEFAULT false,
    -- The how manyth it is of the same giver for the same receiver in its month.
    repeat        bigint NOT NULL DEFAULT 1,
    -- Whether it is the first of the same giver for the same receiver: 1 in its month, 2 also in its quarter, 3 in its
    -- year, 4 ever, 0 in none.
    fresh         smallint NOT NULL DEFAULT 4
) WITH (fillfactor = 90);

-- The first visible response by another person to what opened a thread, or to the first contribution of a newcomer.
CREATE TABLE response (
    contribution uuid PRIMARY KEY,
    newcomer     uuid NOT NULL,
    reply        uuid NOT NULL,
    author       uuid NOT NULL,
    kind         text NOT NULL,
    group_id     uuid,
    responded_at timestamptz NOT NULL,
    day          bigint NOT NULL,
    helps        boolean NOT NULL,
    welcomes     boolean NOT NULL
);

CREATE TABLE acceptance (
    question    uuid PRIMARY KEY,
    event       uuid NOT NULL,
    answer      uuid NOT NULL,
    author      uuid NOT NULL,
    kind        text NOT NULL,
    group_id    uuid,
    accepted_at timestamptz NOT NULL,
    day         bigint NOT NULL
);

-- The rules that the community has published.
CREATE TABLE rules (
    version    bigint PRIMARY KEY,
    valid_from timestamptz NOT NULL,
    document   text NOT NULL
);

-- One row: when whatever happened last has happened. It tells which rules hold already.
CREATE TABLE heard (
    at timestamptz NOT NULL
);

-- What a thing of each kind is worth while a version holds, in millionths of points; version 0 holds before the first.
CREATE TABLE weight (
    version            bigint NOT NULL,
    kind               text NOT NULL,
    valid_from         timestamptz NOT NULL,
    valid_until        timestamptz NOT NULL,
    reply              bigint NOT NULL,
    giving             bigint NOT NULL,
    giver              bigint NOT NULL,
    appreciated        bigint NOT NULL,
    contributing       bigint NOT NULL,
    accepted           bigint NOT NULL,
    first_response     bigint NOT NULL,
    welcome            bigint NOT NULL,
    damped             boolean NOT NULL,
    most_of_giver      bigint,
    most_of_receiver   bigint,
    excused_roles      text[] NOT NULL,
    -- In which it begins.
    first_month        bigint NOT NULL,
    PRIMARY KEY (version, kind)
);

-- What each member has on each board: of the community in each month, quarter and year and in all, of a group in all.
CREATE TABLE standing (
    member     uuid NOT NULL,
    -- The group; all zeros for the community.
    scope      uuid NOT NULL,
    -- 202603 is a month, 202621 the first quarter and 202600 the year, 0 is all time. What is dated by inference only has
    -- its month below zero, which counts in all time alone.
    stretch    integer NOT NULL,
    board      smallint NOT NULL,
    points     bigint NOT NULL,
    volume     bigint NOT NULL,
    -- The moment of the latest fact that counts.
    reached_at timestamptz NOT NULL,
    -- The points among these that the first of the board's parts is worth, and how many there are of either part.
    part       bigint NOT NULL,
    a          bigint NOT NULL,
    b          bigint NOT NULL,
    -- Appreciations by kind, where they are received.
    kinds      integer[],
    -- The points for distinct givers, and their number, that a month of this adds to its quarter, its year and all time.
    later      bigint[],
    -- As the member is there; null where nothing is earned.
    left_out   smallint,
    PRIMARY KEY (member, scope, stretch, board)
) WITH (fillfactor = 90);

-- How many facts of each month give the community's boards no points, for each reason; see Uncounted.
CREATE TABLE uncounted (
    reason text NOT NULL,
    month  integer NOT NULL,
    facts  bigint NOT NULL,
    PRIMARY KEY (reason, month)
);

-- How many who have a rank have about as many points; the number of those left out for a reason is kept below zero.
CREATE TABLE histogram (
    board   smallint NOT NULL,
    scope   uuid NOT NULL,
    stretch integer NOT NULL,
    bucket  integer NOT NULL,
    members bigint NOT NULL,
    PRIMARY KEY (board, scope, stretch, bucket)
) WITH (fillfactor = 80);

CREATE INDEX member_program ON member (id) WHERE automated;
CREATE INDEX held_role_role ON held_role (role);
CREATE INDEX membership_pair ON membership (group_id, member);
CREATE INDEX contribution_author ON contribution (author, published_at);
CREATE INDEX contribution_root ON contribution (root, published_at, id) WHERE in_reply_to IS NOT NULL;
CREATE INDEX contribution_group ON contribution (group_id, published_at) WHERE group_id IS NOT NULL;
CREATE INDEX contribution_time ON contribution (published_at) INCLUDE (author, kind, answers) WHERE NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_answers_program ON contribution (published_at) WHERE answers_program AND NOT withdrawn AND NOT hidden;
CREATE INDEX appreciation_giver ON appreciation (giver, receiver, given_at) WHERE NOT automated;
CREATE INDEX appreciation_receiver ON appreciation (receiver, given_at) WHERE NOT automated;
CREATE INDEX appreciation_contribution ON appreciation (contribution) WHERE NOT automated;
CREATE INDEX appreciation_time ON appreciation (given_at) WHERE NOT automated AND NOT time_inferred;
CREATE INDEX appreciation_giver_unknown ON appreciation (given_at) INCLUDE (time_inferred)
    WHERE giver IS NULL AND NOT automated;
CREATE INDEX appreciation_automated ON appreciation (given_at) WHERE automated;
CREATE INDEX appreciation_time_inferred ON appreciation (given_at) WHERE time_inferred AND NOT automated;
CREATE INDEX response_author ON response (author, responded_at);
CREATE INDEX response_time ON response (responded_at);
CREATE INDEX response_newcomer ON response (newcomer) WHERE welcomes;
CREATE INDEX acceptance_author ON acceptance (author, accepted_at);
CREATE INDEX acceptance_answer ON acceptance (answer);
CREATE INDEX acceptance_time ON acceptance (accepted_at);
CREATE INDEX standing_rank ON standing (board, scope, stretch, points DESC, volume DESC, reached_at, member)
    WHERE left_out IN (0, 3);
