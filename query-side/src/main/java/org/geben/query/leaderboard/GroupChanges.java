package org.geben.query.leaderboard;

import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;

/** Groups and who belongs to them: the boards of a group that is not open are for its members only. */
final class GroupChanges {
    private final Rows founded;
    private final Latest access;
    private final Facts memberships;

    GroupChanges(Buffers buffers) {
        founded = buffers.inserts("community_group", "id uuid", "access text");
        access = buffers.latest("access", "id uuid", "access text");
        memberships = buffers.facts("membership", "id uuid", "group_id uuid", "member uuid");
    }

    void founded(GroupFounded event) {
        founded.add(event.groupId().value(), event.access().name());
    }

    void described(GroupDescribed event) {
        access.put(event.groupId().value(), event.access().name());
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
        tables.write(
                "UPDATE $.community_group SET access = batch.access FROM :rows WHERE community_group.id = batch.id",
                access);
        memberships.flush(tables);
    }
}
