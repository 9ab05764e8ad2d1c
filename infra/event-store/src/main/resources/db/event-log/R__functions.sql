-- Inserts the events after the end of the log, which must be locked, and wakes those who listen, on every node, unless
-- the sender is null; they are told the sender, who does not need it. Answers the position of the first.
create or replace function event_log.insert_locked(
    sender text, ids uuid[], types text[], streams text[], sequences bigint[], payload_types text[], payload_revisions text[],
    payloads bytea[], metadata_of bytea[], occurred_micros bigint[]
) returns bigint language plpgsql as $$
declare
    head bigint;
    recorded timestamptz;
    nothing text;
begin
    select e.position, e.recorded_at into head, recorded from event_log.event e order by e.position desc limit 1;
    head := coalesce(head, 0);
    -- The clock is read under the lock; a clock set back must not let recorded_at fall.
    recorded := greatest(recorded, clock_timestamp());

    insert into event_log.event
        (position, event_id, type, stream, sequence, payload_type, payload_revision, payload, metadata, occurred_at,
         recorded_at)
    select n.position, n.id, n.type, n.stream, n.sequence, n.payload_type, n.payload_revision, n.payload, n.metadata,
           timestamptz 'epoch' + n.occurred_micros * interval '1 microsecond', recorded
    from (
        -- In the select list, where they keep step, because unnest in the from clause first stores each array in a buffer
        -- of its own: for a small batch that costs several times what the insert does.
        select generate_series(head + 1, head + cardinality(ids)) as position,
               unnest(ids) as id, unnest(types) as type, unnest(streams) as stream, unnest(sequences) as sequence,
               unnest(payload_types) as payload_type, unnest(payload_revisions) as payload_revision,
               unnest(payloads) as payload, unnest(metadata_of) as metadata,
               unnest(occurred_micros) as occurred_micros
    ) n;

    if sender is not null then
        -- Assigned, for an expression is evaluated without the cost of a statement. Equal notifications of one
        -- transaction are sent once.
        nothing := pg_notify('event_log', sender);
    end if;
    return head + 1;
end
$$;

-- One call of append is one transaction and one round trip, so the lock on the log lives only while the server itself
-- works: a client that dies can never hold it. The lock goes with the transaction, after its commit is on disk. Each
-- statement of a volatile function sees what was committed before that statement, so everything after the lock sees the
-- work of whoever held it before.
--
-- Stores a batch in which nothing conflicts. A unique constraint finds what does; then nothing of the batch is stored,
-- and append_one_by_one is to be called. The same goes for the answer null: an event that must be stored before one of
-- these is not.
create or replace function event_log.append(
    sender text, needed_streams text[], needed_sequences bigint[],
    ids uuid[], types text[], streams text[], sequences bigint[], payload_types text[], payload_revisions text[],
    payloads bytea[], metadata_of bytea[], occurred_micros bigint[]
) returns bigint language plpgsql as $$
declare
    nothing text;
begin
    nothing := pg_advisory_xact_lock('event_log.event'::regclass::bigint);
    if cardinality(needed_streams) > 0 and event_log.first_missing(needed_streams, needed_sequences) is not null then
        return null;
    end if;
    return event_log.insert_locked(sender, ids, types, streams, sequences, payload_types, payload_revisions,
        payloads, metadata_of, occurred_micros);
end
$$;

-- The first of the places (from 1) at which the log has no event.
-- The settings hold it to the index: its plan is kept by the session, and one made while the log was nearly empty would
-- go on reading the whole table.
create or replace function event_log.first_missing(streams text[], sequences bigint[]) returns int language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
    for i in 1 .. cardinality(streams) loop
        perform from event_log.event e where e.stream = streams[i] and e.sequence = sequences[i];
        if not found then
            return i;
        end if;
    end loop;
    return null;
end
$$;

-- Stores a batch in which something conflicts: append by append, each of them wholly or not at all. The events of append
-- i are the next sizes[i] elements, and the places that must be taken before it the next needs[i] ones.
--
-- last_positions[i] is the position of append i's last event, or null where it was refused; taken_sequences[i] and
-- taken_ids[i] then name the first element (from 1, in the whole batch) whose place in its stream, or whose id, is taken,
-- and missing[i] the first place (likewise) that is not taken though it must be.
create or replace function event_log.append_one_by_one(
    in sender text, in sizes int[], in needs int[], in needed_streams text[], in needed_sequences bigint[],
    in ids uuid[], in types text[], in streams text[], in sequences bigint[], in payload_types text[],
    in payload_revisions text[], in payloads bytea[], in metadata_of bytea[], in occurred_micros bigint[],
    out last_positions bigint[], out taken_sequences int[], out taken_ids int[], out missing int[]
) language plpgsql set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    a int := 1;
    z int;
    first_needed int := 1;
    last_needed int;
    known int;
    known_last bigint;
begin
    perform pg_advisory_xact_lock('event_log.event'::regclass::bigint);
    last_positions := array_fill(null::bigint, array[cardinality(sizes)]);
    taken_sequences := array_fill(null::int, array[cardinality(sizes)]);
    taken_ids := taken_sequences;
    missing := taken_sequences;
    for i in 1 .. cardinality(sizes) loop
        z := a + sizes[i] - 1;
        last_needed := first_needed + needs[i] - 1;

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
            missing[i] := event_log.first_missing(
                needed_streams[first_needed:last_needed], needed_sequences[first_needed:last_needed])
                + first_needed - 1;

            if taken_sequences[i] is null and taken_ids[i] is null and missing[i] is null then
                last_positions[i] := sizes[i] - 1 + event_log.insert_locked(sender, ids[a:z], types[a:z], streams[a:z],
                    sequences[a:z], payload_types[a:z], payload_revisions[a:z], payloads[a:z], metadata_of[a:z],
                    occurred_micros[a:z]);
            end if;
        end if;
        a := z + 1;
        first_needed := last_needed + 1;
    end loop;
end
$$;
