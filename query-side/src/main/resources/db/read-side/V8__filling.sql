-- What makes the keys and indexes that a generation's tables lack while they are filled; null when they have them.
ALTER TABLE geben.generation ADD COLUMN lacking text[];
ALTER TABLE geben.generation DROP COLUMN indexed;

-- Those being built have been filled in another way: they are begun anew.
DO $$
DECLARE
    schema_name text;
BEGIN
    FOR schema_name IN DELETE FROM geben.generation g WHERE state = 'BUILDING' RETURNING g.schema_name LOOP
        EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', schema_name);
    END LOOP;
END $$;
