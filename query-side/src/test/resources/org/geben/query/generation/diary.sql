CREATE TABLE entry (
    nr     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member uuid NOT NULL,
    what   text NOT NULL
);
CREATE INDEX entry_member ON entry (member);
