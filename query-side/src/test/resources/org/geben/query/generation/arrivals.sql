CREATE TABLE arrival (
    member uuid PRIMARY KEY,
    handle text NOT NULL
);
