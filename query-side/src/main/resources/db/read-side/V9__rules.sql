-- The rules of scoring that it is folded under; null for the standard ones. Under others it is private: it answers those
-- who ask for it by its id, and stands for nothing else.
ALTER TABLE geben.generation ADD COLUMN rules jsonb;

DROP INDEX geben.generation_cut_position;
DROP INDEX geben.generation_cut_time;
CREATE UNIQUE INDEX generation_cut_position ON geben.generation (projection, version, cut_position)
    WHERE cut_position IS NOT NULL AND rules IS NULL AND state IN ('BUILDING', 'FROZEN');
CREATE UNIQUE INDEX generation_cut_time ON geben.generation (projection, version, cut_time)
    WHERE cut_time IS NOT NULL AND rules IS NULL AND state IN ('BUILDING', 'FROZEN');
CREATE UNIQUE INDEX generation_rules ON geben.generation (projection, version, rules, cut_position, cut_time)
    NULLS NOT DISTINCT WHERE rules IS NOT NULL AND state IN ('BUILDING', 'FROZEN');
