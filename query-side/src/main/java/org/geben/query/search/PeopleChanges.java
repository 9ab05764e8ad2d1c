package org.geben.query.search;

import java.time.Instant;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Trace;
import org.geben.query.generation.Absences;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** Members, and who reads in which group. */
final class PeopleChanges {
    private final Rows joined;
    private final Latest profiles;
    private final Absences absences;
    private final Latest erased;
    private final Rows founded;
    private final Latest access;
    private final Facts memberships;

    PeopleChanges(Buffers buffers) {
        joined =
                buffers.inserts("member", "id uuid", "handle text", "name text", "about text", "joined_at timestamptz");
        profiles = buffers.latest("profile", "id uuid", "handle text", "name text", "about text");
        absences = new Absences(buffers);
        erased = buffers.latest("erasure", "id uuid", "handle text");
        founded = buffers.inserts("community_group", "id uuid", "access text");
        access = buffers.latest("access", "id uuid", "access text");
        memberships = buffers.facts("membership", "id uuid", "group_id uuid", "member uuid");
    }

    void joined(MemberJoined event, Instant at) {
        joined.add(event.memberId().value(), event.handle().value(), event.name(), event.about(), at);
    }

    void changed(MemberProfileChanged event) {
        profiles.put(event.memberId().value(), event.handle().value(), event.name(), event.about());
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

    void founded(GroupFounded event) {
        founded.add(event.groupId().value(), event.access().name());
    }

    void described(GroupDescribed event) {
        access.put(event.groupId().value(), event.access().name());
    }

    void joined(GroupJoined event) {
        memberships.came(
                event.membershipId().value(),
                event.groupId().value(),
                event.memberId().value());
    }

    void left(GroupLeft event) {
        memberships.went(event.membershipId().value());
    }

    void flush(Tables tables) {
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = batch.name, about = batch.about
                FROM :rows WHERE member.id = batch.id
                """, profiles);
        tables.write("""
                UPDATE $.member SET handle = batch.handle, name = '%s', about = NULL
                FROM :rows WHERE member.id = batch.id
                """.formatted(Trace.ERASED_NAME), erased);
        absences.flush(tables);
        tables.write("""
                UPDATE $.community_group SET access = batch.access FROM :rows WHERE community_group.id = batch.id
                """, access);
        memberships.flush(tables);
    }
}
