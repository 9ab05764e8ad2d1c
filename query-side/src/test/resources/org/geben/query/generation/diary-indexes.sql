CREATE INDEX entry_member ON entry (member);
