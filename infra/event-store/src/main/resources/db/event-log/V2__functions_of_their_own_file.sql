-- The functions live in a repeatable migration from here on. The writers' lock is an advisory one: a lock on a row is
-- written to the row and to the server's log, at each append.
drop function event_log.append(int[], uuid[], text[], text[], bigint[], text[], text[], bytea[], bytea[], bigint[]);
drop function event_log.append_one_by_one(
    bigint, timestamptz, int[], uuid[], text[], text[], bigint[], text[], text[], bytea[], bytea[], bigint[]);
drop function event_log.first_after_hole(text[], bigint[]);
drop function event_log.insert_after(
    bigint, timestamptz, uuid[], text[], text[], bigint[], text[], text[], bytea[], bytea[], bigint[]);
drop table event_log.head;
