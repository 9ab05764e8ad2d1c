package org.geben.query.desk;

import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** Groups and who belongs to them, for what is said in one that is not open is for its members at the desk, too. */
final class GroupChanges {
    private final Rows founded;
    private final Latest described;
    private final Facts memberships;

    GroupChanges(Buffers buffers) {
        founded = buffers.inserts("community_group", "id uuid", "name text", "access text");
        described = buffers.latest("description", "id uuid", "name text", "access text");
        memberships = buffers.facts("membership", "id uuid", "group_id uuid", "member uuid");
    }

    void founded(GroupFounded event) {
        founded.add(event.groupId().value(), event.name(), event.access().name());
    }

    void described(GroupDescribed event) {
        described.put(event.groupId().value(), event.name(), event.access().name());
    }

    void joined(GroupJoined event, boolean first) {
        memberships.came(
                first,
                event.membershipId().value(),
                event.groupId().value(),
                event.memberId().value());
    }

    void left(GroupLeft event) {
        memberships.went(event.membershipId().value());
    }

    void flush(Tables tables) {
        tables.write("""
                UPDATE $.community_group SET name = batch.name, access = batch.access
                FROM :rows WHERE community_group.id = batch.id
                """, described);
        memberships.flush(tables);
    }
}
