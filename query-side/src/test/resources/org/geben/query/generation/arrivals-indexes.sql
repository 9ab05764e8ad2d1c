CREATE INDEX arrival_handle ON arrival (handle);
