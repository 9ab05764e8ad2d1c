package org.geben.query.feed;

import org.geben.kernel.inbox.InboxEvent.NotificationRead;
import org.geben.kernel.inbox.InboxEvent.NotificationsSeen;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Tables;

/**
 * What members have seen of their notifications; these themselves are found when they are asked for. A mark bears on what
 * the log had before it: nobody has seen what was recorded later, however long ago it happened.
 */
final class InboxChanges {
    private final Latest seen;
    private final Latest read;

    InboxChanges(Buffers buffers) {
        seen = buffers.latest("sight", "member uuid", "seen_up_to timestamptz", "position bigint");
        read = buffers.latest("reading", "id uuid", "read_up_to timestamptz", "position bigint");
    }

    void seen(NotificationsSeen event, long position) {
        seen.put(event.memberId().value(), event.upTo(), position);
    }

    void read(NotificationRead event, long position) {
        read.put(event.inboxId().value(), event.upTo(), position);
    }

    void flush(Tables tables) {
        tables.write("""
                MERGE INTO $.inbox i USING (SELECT * FROM :rows) batch ON i.member = batch.member
                WHEN MATCHED THEN UPDATE SET seen_up_to = batch.seen_up_to, position = batch.position
                WHEN NOT MATCHED THEN INSERT (member, seen_up_to, position)
                    VALUES (batch.member, batch.seen_up_to, batch.position)
                """, seen);
        tables.write("""
                MERGE INTO $.read_mark r USING (SELECT * FROM :rows) batch ON r.id = batch.id
                WHEN MATCHED THEN UPDATE SET read_up_to = batch.read_up_to, position = batch.position
                WHEN NOT MATCHED THEN INSERT (id, read_up_to, position)
                    VALUES (batch.id, batch.read_up_to, batch.position)
                """, read);
    }
}
