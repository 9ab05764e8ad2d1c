CREATE TABLE point (
    member uuid PRIMARY KEY,
    points bigint NOT NULL
);
