create schema if not exists event_log;

-- Positions run 1, 2, 3, … without a gap, in the order of commits; recorded_at never falls along them.
-- Names are compared for equality only, so collate "C" spares the locale's rules on every look-up.
-- An event outside any aggregate has no stream and no sequence; nulls do not collide in the unique constraint.
create table event_log.event (
    position         bigint      primary key,
    event_id         uuid        not null unique,
    type             text        collate "C",
    stream           text        collate "C",
    sequence         bigint,
    payload_type     text        collate "C" not null,
    payload_revision text        collate "C",
    payload          bytea       not null,
    metadata         bytea       not null,
    occurred_at      timestamptz not null,
    recorded_at      timestamptz not null,
    unique (stream, sequence),
    check ((stream is null) = (sequence is null)),
    check (sequence >= 0)
);

-- The one row that every writer on every node locks, so that positions are given out in commit order.
-- It is locked and never updated: the head is read from the event table's primary key. A counter kept here would
-- gain a row version per append, and one long reading transaction would keep them all and slow every append down.
create table event_log.head (
    only_row boolean primary key default true check (only_row)
);
insert into event_log.head default values;

create table event_log.snapshot (
    stream           text        collate "C" primary key,
    event_id         uuid        not null,
    type             text        collate "C" not null,
    sequence         bigint      not null,
    payload_type     text        collate "C" not null,
    payload_revision text        collate "C",
    payload          bytea       not null,
    metadata         bytea       not null,
    occurred_at      timestamptz not null
);

create function event_log.insert_after(
    head bigint, recorded timestamptz,
    ids uuid[], types text[], streams text[], sequences bigint[], payload_types text[], payload_revisions text[],
    payloads bytea[], metadata_of bytea[], occurred_micros bigint[]
) returns void language plpgsql as $$
begin
    insert into event_log.event
        (position, event_id, type, stream, sequence, payload_type, payload_revision, payload, metadata, occurred_at,
         recorded_at)
    select head + n.ordinal, n.id, n.type, n.stream, n.sequence, n.payload_type, n.payload_revision, n.payload,
           n.metadata, timestamptz 'epoch' + n.occurred_micros * interval '1 microsecond', recorded
    from unnest(ids, types, streams, sequences, payload_types, payload_revisions, payloads, metadata_of,
                occurred_micros)
         with ordinality
         as n(id, type, stream, sequence, payload_type, payload_revision, payload, metadata, occurred_micros, ordinal);
end
$$;

-- The first of the events (from 1) that would leave a hole in its stream: the one before it is neither stored nor an
-- earlier one of these. A writer whose memory of a stream is wrong would otherwise leave a history that nobody can read.
-- Only the first event of each stream costs a look into the log, and none if it starts the stream.
-- The settings hold it to the index: its plan is kept by the session, and one made while the log was nearly empty would
-- go on reading the whole table.
create function event_log.first_after_hole(streams text[], sequences bigint[]) returns int language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
    return (
        select min(n.ordinal)
        from (
            select given.stream, given.sequence, given.ordinal,
                   lag(given.sequence) over (partition by given.stream order by given.ordinal) as previous
            from unnest(streams, sequences) with ordinality as given(stream, sequence, ordinal)
        ) n
        where n.sequence > 0
            and n.previous is distinct from n.sequence - 1
            and not exists (
                select from event_log.event e where e.stream = n.stream and e.sequence = n.sequence - 1));
end
$$;

-- The careful way to store a batch in which something conflicts: append by append, each of them wholly or not at all.
-- Called under the lock on the head. Its settings are there for the same reason as those above.
create function event_log.append_one_by_one(
    in head bigint, in recorded timestamptz, in sizes int[],
    in ids uuid[], in types text[], in streams text[], in sequences bigint[], in payload_types text[],
    in payload_revisions text[], in payloads bytea[], in metadata_of bytea[], in occurred_micros bigint[],
    out last_positions bigint[], out taken_sequences int[], out taken_ids int[], out after_holes int[]
) language plpgsql set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    a int := 1;
    z int;
    known int;
    known_last bigint;
begin
    last_positions := array_fill(null::bigint, array[cardinality(sizes)]);
    taken_sequences := array_fill(null::int, array[cardinality(sizes)]);
    taken_ids := taken_sequences;
    after_holes := taken_sequences;
    for i in 1 .. cardinality(sizes) loop
        z := a + sizes[i] - 1;

        select count(*), max(e.position) into known, known_last
        from unnest(ids[a:z], streams[a:z], sequences[a:z]) as n(id, stream, sequence)
        join event_log.event e on e.event_id = n.id
            and e.stream is not distinct from n.stream
            and e.sequence is not distinct from n.sequence;

        if known = sizes[i] then
            -- The very same events, sent again by someone who did not hear the answer.
            last_positions[i] := known_last;
        else
            taken_sequences[i] := (
                select min(n.ordinal) + a - 1
                from unnest(streams[a:z], sequences[a:z]) with ordinality as n(stream, sequence, ordinal)
                join event_log.event e on e.stream = n.stream and e.sequence = n.sequence);
            taken_ids[i] := (
                select min(n.ordinal) + a - 1
                from unnest(ids[a:z]) with ordinality as n(id, ordinal)
                join event_log.event e on e.event_id = n.id);

            after_holes[i] := event_log.first_after_hole(streams[a:z], sequences[a:z]) + a - 1;

            if taken_sequences[i] is null and taken_ids[i] is null and after_holes[i] is null then
                perform event_log.insert_after(head, recorded, ids[a:z], types[a:z], streams[a:z], sequences[a:z],
                    payload_types[a:z], payload_revisions[a:z], payloads[a:z], metadata_of[a:z],
                    occurred_micros[a:z]);
                head := head + sizes[i];
                last_positions[i] := head;
            end if;
        end if;
        a := z + 1;
    end loop;
end
$$;

-- Stores a batch of appends, each of them wholly or not at all; the events of append i are the next sizes[i] elements.
-- One call is one transaction and one round trip. The lock on the head therefore lives only while the server itself
-- works: a client that dies can never hold it. Each statement of a volatile function sees what was committed before
-- that statement, so everything after the lock sees the work of whoever held it before.
--
-- Without a conflict only first_position is set. Otherwise last_positions[i] is the position of append i's last event,
-- or null where it was refused; taken_sequences[i], taken_ids[i] and after_holes[i] then name the first element (from 1,
-- in the whole batch) whose place in its stream, or whose id, is taken, or before which its stream lacks an event.
create function event_log.append(
    in sizes int[],
    in ids uuid[], in types text[], in streams text[], in sequences bigint[], in payload_types text[],
    in payload_revisions text[], in payloads bytea[], in metadata_of bytea[], in occurred_micros bigint[],
    out first_position bigint, out last_positions bigint[], out taken_sequences int[], out taken_ids int[],
    out after_holes int[]
) language plpgsql as $$
declare
    head bigint;
    recorded timestamptz;
    refuses boolean;
begin
    perform from event_log.head for update;

    select e.position, e.recorded_at into head, recorded from event_log.event e order by e.position desc limit 1;
    head := coalesce(head, 0);
    -- The clock is read under the lock; a clock set back must not let recorded_at fall.
    recorded := greatest(recorded, clock_timestamp());

    refuses := event_log.first_after_hole(streams, sequences) is not null;
    if not refuses then
        begin
            perform event_log.insert_after(head, recorded, ids, types, streams, sequences, payload_types,
                payload_revisions, payloads, metadata_of, occurred_micros);
            first_position := head + 1;
        exception when unique_violation then
            -- Conflicts are rare, so nobody looks for them before a unique constraint has found one.
            refuses := true;
        end;
    end if;

    if refuses then
        select s.last_positions, s.taken_sequences, s.taken_ids, s.after_holes
        into last_positions, taken_sequences, taken_ids, after_holes
        from event_log.append_one_by_one(head, recorded, sizes, ids, types, streams, sequences, payload_types,
            payload_revisions, payloads, metadata_of, occurred_micros) s;
    end if;
end
$$;

-- The position just before the first event recorded at or after the instant; the head if there is none.
-- Contiguous positions along which recorded_at never falls can be bisected over the primary key (24 look-ups in ten
-- million events), so no index on recorded_at has to be kept up at each append.
create function event_log.position_before(instant timestamptz) returns bigint language plpgsql stable as $$
declare
    low bigint;
    high bigint;
    middle bigint;
    middle_recorded timestamptz;
begin
    select coalesce(min(position), 1), coalesce(max(position), 0) + 1 into low, high from event_log.event;
    while low < high loop
        middle := (low + high) / 2;
        select e.recorded_at into strict middle_recorded from event_log.event e where e.position = middle;
        if middle_recorded >= instant then
            high := middle;
        else
            low := middle + 1;
        end if;
    end loop;
    return low - 1;
end
$$;
