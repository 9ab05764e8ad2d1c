package org.geben.benchmarks.log;

import org.geben.benchmarks.DurableDatabase;

/** Letters that the server itself writes, to have many of them soon: as the engines would have written them. */
final class StoredLetters {
    private static final long AT_ONCE = 250_000;

    private static final String IN_THIS_LOG = """
            insert into event_log.event
                (position, event_id, type, stream, sequence, payload_type, payload, metadata, occurred_at, recorded_at)
            select n, uuidv7(), 'Letter', id, 0, '%s',
                convert_to(format('{"id":"%%s","from":"member-%%s","to":"member-%%s","text":"Thank you for letter %%s: it'
                    || ' came on the right day, and the whole street has read it by now.",'
                    || '"tags":["street","garden","number-%%s"]}', id, n %% 1000, n %% 997, n, n %% 100), 'UTF8'),
                convert_to(format('{"traceId":"%%s","correlationId":"%%s"}', id, id), 'UTF8'), now(), now()
            from (select n, uuidv7()::text as id from generate_series(%d, %d) as n) letters""";

    private static final String IN_STOCK_LOG = """
            insert into domainevententry
                (eventidentifier, type, aggregateidentifier, sequencenumber, payloadtype, payload, metadata, timestamp)
            select event_id::text, type, stream, sequence, payload_type, payload, metadata,
                to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            from event_log.event where position between %d and %d order by position""";

    private StoredLetters() {}

    /** Fills an empty log. */
    static void fill(DurableDatabase database, long letters) {
        inParts(database, letters, IN_THIS_LOG.replace("'%s'", "'" + Letter.LetterPosted.class.getName() + "'"));
        database.run("vacuum analyze event_log.event");
    }

    /** Copies this project's log to the empty table of Axon's engine. */
    static void copyToStock(DurableDatabase database, long letters) {
        inParts(database, letters, IN_STOCK_LOG);
        database.run("vacuum analyze domainevententry");
    }

    private static void inParts(DurableDatabase database, long letters, String insert) {
        for (long first = 1; first <= letters; first += AT_ONCE) {
            database.run(insert.formatted(first, Math.min(letters, first + AT_ONCE - 1)));
        }
    }
}
