package org.geben.query.feed;

import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.NaturalKey;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberWelcomed;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Trace;
import org.geben.query.Columns;
import org.geben.query.generation.Absences;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;

/** Of the changes to one member the last counts; all of them come after the joining. */
final class MemberChanges {
    private final Rows joined;
    private final Latest profiles;
    private final Absences absences;
    private final Latest erased;
    private final Sums counts;
    private final Latest welcomed;
    private final Facts follows;

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
        absences = new Absences(buffers);
        erased = buffers.latest("erasure", "id uuid", "handle text");
        counts = buffers.sums("member_count", "id uuid", "contributions bigint", "given bigint", "received bigint");
        welcomed = buffers.latest("welcome", "id uuid", "at timestamptz", "by_member uuid", "position bigint");
        follows = buffers.facts("follow", "id uuid", "member uuid", "followed uuid");
    }

    void joined(MemberJoined event, Instant at) {
        joined.add(
                event.memberId().value(), event.handle().value(), event.name(), event.about(), event.automated(), at);
    }

    void changed(MemberProfileChanged event) {
        profiles.put(event.memberId().value(), event.handle().value(), event.name(), event.about());
    }

    void welcomed(MemberWelcomed event, Instant at, long position) {
        welcomed.put(event.memberId().value(), at, event.by().value(), position);
    }

    void followed(MemberId member, MemberId followed) {
        follows.came(following(member, followed), member.value(), followed.value());
    }

    void unfollowed(MemberId member, MemberId followed) {
        follows.went(following(member, followed));
    }

    private static UUID following(MemberId member, MemberId followed) {
        return NaturalKey.uuid("follow", member.toString(), followed.toString());
    }

    /** For one reason more: gone, suspended, erased. */
    void absent(MemberId member) {
        absences.begin(member.value());
    }

    /** For one reason less. */
    void back(MemberId member) {
        absences.end(member.value());
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
        tables.write("""
                UPDATE $.member SET welcomed_at = batch.at, welcomed_by = batch.by_member,
                                    welcomed_position = batch.position
                FROM :rows WHERE member.id = batch.id
                """, welcomed);
        follows.flush(tables);
        Rows comeOrGone = Rows.of("member uuid", "change bigint");
        absences.flush(tables, "member.id, member.present, " + Absences.WAS_PRESENT, row -> {
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
