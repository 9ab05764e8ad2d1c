package org.geben.query.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.query.Columns;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.geben.query.generation.Tally;

/**
 * Groups, and how many of those who are present belong to each. Who has come or gone is counted by the memberships from
 * before, who has joined or left a group by whether they are present now; hence nobody is counted twice.
 */
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

    void flush(Tables tables, List<MemberChanges.Presence> comeOrGone) {
        tables.write("""
                INSERT INTO $.community_group (id, name, purpose, access)
                SELECT id, name, purpose, access FROM :rows
                """, founded);
        Tally<UUID> members = new Tally<>();
        Rows presence = new Rows("member uuid", "change bigint");
        comeOrGone.forEach(one -> presence.add(one.member(), one.present() ? 1 : -1));
        tables.writeReturning("""
                        SELECT s.group_id, sum(batch.change) AS change
                        FROM :rows JOIN $.membership s ON s.member = batch.member GROUP BY s.group_id
                        """, presence, (row, n) -> new Change(Columns.id(row, "group_id"), row.getLong("change")))
                .forEach(change -> members.add(change.group, change.members));
        tables.writeReturning("""
                        DELETE FROM $.membership USING :rows WHERE membership.id = batch.id
                        RETURNING group_id, (SELECT m.present FROM $.member m WHERE m.id = membership.member) AS present
                        """, memberships.touchedRows(), GroupChanges::one)
                .forEach(gone -> members.add(gone.group, -gone.members));
        Rows standing = new Rows("id uuid", "group_id uuid", "member uuid");
        for (GroupJoined joined : memberships.standing()) {
            standing.add(
                    joined.membershipId().value(),
                    joined.groupId().value(),
                    joined.memberId().value());
        }
        tables.writeReturning("""
                        INSERT INTO $.membership (id, group_id, member) SELECT id, group_id, member FROM :rows
                        RETURNING group_id, (SELECT m.present FROM $.member m WHERE m.id = membership.member) AS present
                        """, standing, GroupChanges::one).forEach(come -> members.add(come.group, come.members));
        Rows counts = new Rows("id uuid", "members bigint");
        members.forEachChange(counts::add);
        tables.write("""
                UPDATE $.community_group SET members = community_group.members + batch.members
                FROM :rows WHERE community_group.id = batch.id
                """, counts);
    }

    private static Change one(ResultSet row, int n) throws SQLException {
        return new Change(Columns.id(row, "group_id"), row.getBoolean("present") ? 1 : 0);
    }

    private record Change(UUID group, long members) {}
}
