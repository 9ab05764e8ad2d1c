package org.geben.query.feed;

import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberId;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;

/** Of the changes to one member the last counts; all of them come after the joining. */
final class MemberChanges {
    private final Rows joined;
    private final Latest profiles;
    private final Latest presence;
    private final Sums counts;

    MemberChanges(Buffers buffers) {
        joined = buffers.inserts(
                "member",
                "id uuid",
                "handle text",
                "name text",
                "about text",
                "automated boolean",
                "joined_at timestamptz");
        profiles = buffers.latest("profile", "id uuid", "handle text", "name text", "about text");
        presence = buffers.latest("presence", "id uuid", "present boolean");
        counts = buffers.sums("member_count", "id uuid", "contributions bigint", "given bigint", "received bigint");
    }

    void joined(MemberJoined event, Instant at) {
        joined.add(
                event.memberId().value(), event.handle().value(), event.name(), event.about(), event.automated(), at);
    }

    void changed(MemberProfileChanged event) {
        profiles.put(event.memberId().value(), event.handle().value(), event.name(), event.about());
    }

    void present(MemberId member, boolean present) {
        presence.put(member.value(), present);
    }

    void contributed(UUID member, int change) {
        counts.add("contributions", change, member);
    }

    void gave(UUID member, int change) {
        counts.add("given", change, member);
    }

    void received(UUID member, int change) {
        counts.add("received", change, member);
    }

    /** Writes all but the counts, and tells the groups who has come or gone. */
    void flush(Tables tables, GroupChanges groups) {
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = batch.name, about = batch.about
                FROM :rows WHERE member.id = batch.id
                """, profiles);
        Rows comeOrGone = Rows.of("member uuid", "change bigint");
        tables.write("""
                UPDATE $.member SET present = batch.present
                FROM :rows WHERE member.id = batch.id AND member.present <> batch.present
                RETURNING member.id, member.present
                """, presence, row -> comeOrGone.add(Columns.id(row, "id"), row.getBoolean("present") ? 1L : -1L));
        groups.comeOrGone(tables, comeOrGone);
    }

    void flushCounts(Tables tables) {
        tables.write("""
                UPDATE $.member SET contributions = member.contributions + batch.contributions,
                                    given = member.given + batch.given,
                                    received = member.received + batch.received
                FROM :rows WHERE member.id = batch.id
                """, counts);
    }
}
