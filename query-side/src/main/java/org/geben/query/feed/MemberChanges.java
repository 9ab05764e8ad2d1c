package org.geben.query.feed;

import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Trace;
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
    private final Sums absences;
    private final Latest erased;
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
        absences = buffers.sums("absence", "id uuid", "absences bigint");
        erased = buffers.latest("erasure", "id uuid", "handle text");
        counts = buffers.sums("member_count", "id uuid", "contributions bigint", "given bigint", "received bigint");
    }

    void joined(MemberJoined event, Instant at) {
        joined.add(
                event.memberId().value(), event.handle().value(), event.name(), event.about(), event.automated(), at);
    }

    void changed(MemberProfileChanged event) {
        profiles.put(event.memberId().value(), event.handle().value(), event.name(), event.about());
    }

    /** For one reason more: gone, suspended, erased. */
    void absent(MemberId member) {
        absences.add("absences", 1, member.value());
    }

    /** For one reason less. */
    void back(MemberId member) {
        absences.add("absences", -1, member.value());
    }

    void erased(MemberId member) {
        absent(member);
        erased.put(member.value(), Trace.handle(member.value()));
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
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = '%s', about = NULL
                FROM :rows WHERE member.id = batch.id
                """.formatted(Trace.ERASED_NAME), erased);
        Rows comeOrGone = Rows.of("member uuid", "change bigint");
        tables.write("""
                UPDATE $.member SET absences = member.absences + batch.absences,
                                    present = member.absences + batch.absences = 0
                FROM :rows WHERE member.id = batch.id
                RETURNING member.id, member.present, member.absences = batch.absences AS was_present
                """, absences, row -> {
            boolean present = row.getBoolean("present");
            if (present != row.getBoolean("was_present")) {
                comeOrGone.add(Columns.id(row, "id"), present ? 1L : -1L);
            }
        });
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
