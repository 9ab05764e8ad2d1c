package org.geben.query.feed;

import java.util.UUID;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.query.Columns;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.geben.query.generation.Tally;

/** Groups, and how many belong to each. */
final class GroupChanges {
    private final Rows founded = new Rows("id uuid", "name text", "purpose text", "access text");
    private final Facts<GroupJoined> memberships = new Facts<>();

    void founded(GroupFounded event) {
        founded.add(
                event.groupId().value(),
                event.name(),
                event.purpose(),
                event.access().name());
    }

    void joined(GroupJoined event) {
        memberships.came(event.membershipId().value(), event);
    }

    void left(GroupLeft event) {
        memberships.went(event.membershipId().value());
    }

    void flush(Tables tables) {
        tables.write("""
                INSERT INTO $.community_group (id, name, purpose, access)
                SELECT id, name, purpose, access FROM :rows
                """, founded);
        Tally<UUID> members = new Tally<>();
        tables.writeReturning("""
                        DELETE FROM $.membership USING :rows WHERE membership.id = batch.id RETURNING group_id
                        """, memberships.touchedRows(), (row, n) -> Columns.id(row, "group_id"))
                .forEach(group -> members.add(group, -1));
        Rows standing = new Rows("id uuid", "group_id uuid", "member uuid");
        for (GroupJoined joined : memberships.standing()) {
            UUID group = joined.groupId().value();
            standing.add(joined.membershipId().value(), group, joined.memberId().value());
            members.add(group, 1);
        }
        tables.write(
                "INSERT INTO $.membership (id, group_id, member) SELECT id, group_id, member FROM :rows", standing);
        Rows counts = new Rows("id uuid", "members bigint");
        members.forEachChange(counts::add);
        tables.write("""
                UPDATE $.community_group SET members = community_group.members + batch.members
                FROM :rows WHERE community_group.id = batch.id
                """, counts);
    }
}
