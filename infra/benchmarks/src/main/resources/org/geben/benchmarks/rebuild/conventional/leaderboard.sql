-- Counts and points are those of all time; windows are counted from the facts, and weighed by their kinds.
CREATE TABLE member (
    id             uuid PRIMARY KEY,
    handle         text NOT NULL,
    name           text NOT NULL,
    automated      boolean NOT NULL,
    present        boolean NOT NULL DEFAULT true,
    -- For how many reasons the member is not: gone, suspended, erased.
    absences bigint NOT NULL DEFAULT 0,
    contributions  bigint NOT NULL DEFAULT 0,
    replies        bigint NOT NULL DEFAULT 0,
    given          bigint NOT NULL DEFAULT 0,
    givers         bigint NOT NULL DEFAULT 0,
    received       bigint NOT NULL DEFAULT 0,
    unknown_givers bigint NOT NULL DEFAULT 0,
    -- Points on the boards of these names, under the rules of the generation.
    giving         bigint NOT NULL DEFAULT 0,
    appreciated    bigint NOT NULL DEFAULT 0,
    contributing   bigint NOT NULL DEFAULT 0
);

CREATE TABLE contribution (
    id               uuid PRIMARY KEY,
    author           uuid NOT NULL,
    kind             text NOT NULL,
    published_at     timestamptz NOT NULL,
    -- Whether it replies to a contribution of another person.
    answers          boolean NOT NULL,
    -- Whether a person replies to a contribution of a program.
    answers_program  boolean NOT NULL,
    withdrawn        boolean NOT NULL DEFAULT false,
    hidden           boolean NOT NULL DEFAULT false
);

CREATE TABLE appreciation (
    id            uuid PRIMARY KEY,
    giver         uuid,
    receiver      uuid,
    kind          text NOT NULL,
    given_at      timestamptz NOT NULL,
    -- Then it belongs to no window.
    time_inferred boolean NOT NULL,
    -- Whether a program gave or received it: then it counts nowhere.
    automated     boolean NOT NULL
);

-- How often each has appreciated each other, so that distinct givers can be counted up and down.
CREATE TABLE bond (
    giver         uuid NOT NULL,
    receiver      uuid NOT NULL,
    appreciations bigint NOT NULL,
    PRIMARY KEY (receiver, giver)
) WITH (fillfactor = 80);

CREATE TABLE received (
    member        uuid NOT NULL,
    kind          text NOT NULL,
    appreciations bigint NOT NULL,
    PRIMARY KEY (member, kind)
) WITH (fillfactor = 80);

CREATE INDEX member_giving ON member (giving DESC, id)
    WHERE present AND NOT automated AND giving > 0;
CREATE INDEX member_appreciated ON member (appreciated DESC, received DESC, id)
    WHERE present AND NOT automated AND received > 0;
CREATE INDEX member_contributing ON member (contributing DESC, id)
    WHERE present AND NOT automated AND contributing > 0;
CREATE INDEX member_left_out ON member (id) WHERE NOT present OR automated;
CREATE INDEX contribution_time ON contribution (published_at) INCLUDE (author, answers) WHERE NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_answers_program ON contribution (published_at) WHERE answers_program AND NOT withdrawn AND NOT hidden;
CREATE INDEX appreciation_time ON appreciation (given_at) INCLUDE (giver, receiver)
    WHERE NOT automated AND NOT time_inferred;
CREATE INDEX appreciation_receiver ON appreciation (receiver, given_at) WHERE NOT automated AND NOT time_inferred;
CREATE INDEX appreciation_giver_unknown ON appreciation (given_at) INCLUDE (time_inferred)
    WHERE giver IS NULL AND NOT automated;
CREATE INDEX appreciation_automated ON appreciation (given_at) WHERE automated;
CREATE INDEX appreciation_time_inferred ON appreciation (given_at) WHERE time_inferred AND NOT automated;
CREATE INDEX member_program ON member (id) WHERE automated;
