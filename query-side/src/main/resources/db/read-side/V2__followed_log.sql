-- Which log the positions here are of: those of another one would mean something else.
CREATE TABLE geben.followed_log (
    one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
    engine  text NOT NULL
);

-- There was one kind of log only when these were made.
INSERT INTO geben.followed_log (engine)
SELECT 'postgresql' WHERE EXISTS (SELECT FROM geben.generation);
