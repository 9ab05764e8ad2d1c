package org.geben.query.feed;

import org.geben.kernel.inbox.InboxEvent.NotificationRead;
import org.geben.kernel.inbox.InboxEvent.NotificationsSeen;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Tables;

/** What members have seen of their notifications; these themselves are found when they are asked for. */
final class InboxChanges {
    private final Latest seen;
    private final Latest read;

    InboxChanges(Buffers buffers) {
        seen = buffers.latest("sight", "member uuid", "seen_up_to timestamptz");
        read = buffers.latest("reading", "id uuid", "read_up_to timestamptz");
    }

    void seen(NotificationsSeen event) {
        seen.put(event.memberId().value(), event.upTo());
    }

    void read(NotificationRead event) {
        read.put(event.inboxId().value(), event.upTo());
    }

    void flush(Tables tables) {
        tables.write("""
                MERGE INTO $.inbox i USING (SELECT * FROM :rows) batch ON i.member = batch.member
                WHEN MATCHED THEN UPDATE SET seen_up_to = batch.seen_up_to
                WHEN NOT MATCHED THEN INSERT (member, seen_up_to) VALUES (batch.member, batch.seen_up_to)
                """, seen);
        tables.write("""
                MERGE INTO $.read_mark r USING (SELECT * FROM :rows) batch ON r.id = batch.id
                WHEN MATCHED THEN UPDATE SET read_up_to = batch.read_up_to
                WHEN NOT MATCHED THEN INSERT (id, read_up_to) VALUES (batch.id, batch.read_up_to)
                """, read);
    }
}
