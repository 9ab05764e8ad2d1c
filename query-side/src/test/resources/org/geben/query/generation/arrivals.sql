CREATE TABLE arrival (
    member uuid PRIMARY KEY,
    handle text NOT NULL
);
CREATE INDEX arrival_handle ON arrival (handle);
