-- When the first event of that log was recorded: no two logs begin at the same microsecond. Null while it has none.
ALTER TABLE geben.followed_log ADD COLUMN begun_at timestamptz;
