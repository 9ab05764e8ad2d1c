-- The counts are those of all time; windows are counted from the facts.
CREATE TABLE member (
    id             uuid PRIMARY KEY,
    handle         text NOT NULL,
    name           text NOT NULL,
    automated      boolean NOT NULL,
    present        boolean NOT NULL DEFAULT true,
    contributions  bigint NOT NULL DEFAULT 0,
    replies        bigint NOT NULL DEFAULT 0,
    given          bigint NOT NULL DEFAULT 0,
    givers         bigint NOT NULL DEFAULT 0,
    received       bigint NOT NULL DEFAULT 0,
    unknown_givers bigint NOT NULL DEFAULT 0
);

CREATE TABLE contribution (
    id               uuid PRIMARY KEY,
    author           uuid NOT NULL,
    published_at     timestamptz NOT NULL,
    -- Whether it replies to a contribution of another person.
    answers          boolean NOT NULL,
    -- Whether a person replies to a contribution of a program.
    answers_program  boolean NOT NULL,
    withdrawn        boolean NOT NULL DEFAULT false
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
