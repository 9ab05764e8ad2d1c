-- How many statements lacked when the filling began; null when none lacks.
ALTER TABLE geben.generation ADD COLUMN keys integer;
UPDATE geben.generation SET keys = cardinality(lacking);
