-- What nobody may find has no place in the indexes of words.
CREATE TABLE member (
    id       uuid PRIMARY KEY,
    handle   text NOT NULL,
    name     text NOT NULL,
    about    text,
    present  boolean NOT NULL DEFAULT true,
    -- For how many reasons the member is not: gone, suspended, erased.
    absences bigint NOT NULL DEFAULT 0,
    joined_at timestamptz NOT NULL,
    words    tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', handle || ' ' || name), 'A') || to_tsvector('simple', coalesce(about, ''))
    ) STORED
);

CREATE INDEX member_words ON member USING gin (words) WHERE present;

CREATE TABLE community_group (
    id     uuid PRIMARY KEY,
    access text NOT NULL
);

CREATE TABLE membership (
    id       uuid PRIMARY KEY,
    group_id uuid NOT NULL,
    member   uuid NOT NULL
);

CREATE INDEX membership_member ON membership (member) INCLUDE (group_id);

CREATE TABLE contribution (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL,
    author       uuid NOT NULL,
    root         uuid NOT NULL,
    group_id     uuid,
    title        text,
    -- Empty once it is withdrawn or erased.
    text         text NOT NULL,
    -- The first part of its tag, in lower case.
    language     text,
    -- The text search configuration of its language.
    dictionary   text NOT NULL,
    published_at timestamptz NOT NULL,
    withdrawn    boolean NOT NULL DEFAULT false,
    hidden       boolean NOT NULL DEFAULT false,
    -- The names of configurations must be constants here, or they could change beneath the stored words.
    words        tsvector NOT NULL GENERATED ALWAYS AS (
        CASE dictionary
            WHEN 'arabic' THEN setweight(to_tsvector('arabic', coalesce(title, '')), 'A') || to_tsvector('arabic', text)
            WHEN 'danish' THEN setweight(to_tsvector('danish', coalesce(title, '')), 'A') || to_tsvector('danish', text)
            WHEN 'dutch' THEN setweight(to_tsvector('dutch', coalesce(title, '')), 'A') || to_tsvector('dutch', text)
            WHEN 'english' THEN setweight(to_tsvector('english', coalesce(title, '')), 'A') || to_tsvector('english', text)
            WHEN 'finnish' THEN setweight(to_tsvector('finnish', coalesce(title, '')), 'A') || to_tsvector('finnish', text)
            WHEN 'french' THEN setweight(to_tsvector('french', coalesce(title, '')), 'A') || to_tsvector('french', text)
            WHEN 'german' THEN setweight(to_tsvector('german', coalesce(title, '')), 'A') || to_tsvector('german', text)
            WHEN 'hungarian' THEN setweight(to_tsvector('hungarian', coalesce(title, '')), 'A') || to_tsvector('hungarian', text)
            WHEN 'indonesian' THEN setweight(to_tsvector('indonesian', coalesce(title, '')), 'A') || to_tsvector('indonesian', text)
            WHEN 'irish' THEN setweight(to_tsvector('irish', coalesce(title, '')), 'A') || to_tsvector('irish', text)
            WHEN 'italian' THEN setweight(to_tsvector('italian', coalesce(title, '')), 'A') || to_tsvector('italian', text)
            WHEN 'lithuanian' THEN setweight(to_tsvector('lithuanian', coalesce(title, '')), 'A') || to_tsvector('lithuanian', text)
            WHEN 'nepali' THEN setweight(to_tsvector('nepali', coalesce(title, '')), 'A') || to_tsvector('nepali', text)
            WHEN 'norwegian' THEN setweight(to_tsvector('norwegian', coalesce(title, '')), 'A') || to_tsvector('norwegian', text)
            WHEN 'portuguese' THEN setweight(to_tsvector('portuguese', coalesce(title, '')), 'A') || to_tsvector('portuguese', text)
            WHEN 'romanian' THEN setweight(to_tsvector('romanian', coalesce(title, '')), 'A') || to_tsvector('romanian', text)
            WHEN 'russian' THEN setweight(to_tsvector('russian', coalesce(title, '')), 'A') || to_tsvector('russian', text)
            WHEN 'spanish' THEN setweight(to_tsvector('spanish', coalesce(title, '')), 'A') || to_tsvector('spanish', text)
            WHEN 'swedish' THEN setweight(to_tsvector('swedish', coalesce(title, '')), 'A') || to_tsvector('swedish', text)
            WHEN 'tamil' THEN setweight(to_tsvector('tamil', coalesce(title, '')), 'A') || to_tsvector('tamil', text)
            WHEN 'turkish' THEN setweight(to_tsvector('turkish', coalesce(title, '')), 'A') || to_tsvector('turkish', text)
            ELSE setweight(to_tsvector('simple', coalesce(title, '')), 'A') || to_tsvector('simple', text)
        END
    ) STORED
);

-- Nobody looks for a contribution by its whole text: to sample it would only cost.
ALTER TABLE contribution ALTER title SET STATISTICS 0, ALTER text SET STATISTICS 0;

CREATE INDEX contribution_words ON contribution USING gin (words) WHERE NOT withdrawn AND NOT hidden;
-- For words that so many have that the newest are found sooner in their order.
CREATE INDEX contribution_time ON contribution (published_at DESC, id DESC) WHERE NOT withdrawn AND NOT hidden;
CREATE INDEX contribution_author ON contribution (author);

CREATE TABLE share (
    contribution uuid NOT NULL,
    group_id     uuid NOT NULL,
    PRIMARY KEY (contribution, group_id)
);

CREATE TABLE wordless (
    member uuid PRIMARY KEY
);
