package org.geben.query.feed;

import static java.util.Objects.requireNonNullElse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.GroupPosting;
import org.geben.kernel.group.MembershipEvent.GroupJoinDeclined;
import org.geben.kernel.group.MembershipEvent.GroupJoinRequested;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.group.MembershipEvent.GroupManagerAppointed;
import org.geben.kernel.group.MembershipEvent.GroupManagerDismissed;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Facts;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Groups, and how many of those who are present belong to each. Who has joined or left a group is counted by whether
 * they were present before the batch, who has come or gone by the memberships after it; hence nobody is counted twice.
 */
final class GroupChanges {
    private final Rows founded;
    private final Latest described;
    private final Latest archived;
    private final Facts memberships;
    private final Facts managements;
    private final Facts requests;
    private final Sums counts;

    GroupChanges(Buffers buffers) {
        founded = buffers.inserts(
                "community_group", "id uuid", "name text", "purpose text", "access text", "posting text");
        described =
                buffers.latest("description", "id uuid", "name text", "purpose text", "access text", "posting text");
        archived = buffers.latest("archiving", "id uuid", "archived boolean");
        memberships = buffers.facts("membership", "id uuid", "group_id uuid", "member uuid", "joined_at timestamptz");
        managements = buffers.facts("management", "id uuid", "group_id uuid", "member uuid");
        requests = buffers.facts("join_request", "id uuid", "group_id uuid", "member uuid", "asked_at timestamptz");
        counts = buffers.sums("group_count", "id uuid", "members bigint");
    }

    void founded(GroupFounded event) {
        founded.add(
                event.groupId().value(),
                event.name(),
                event.purpose(),
                event.access().name(),
                posting(event.access(), event.posting()));
    }

    void described(GroupDescribed event) {
        described.put(
                event.groupId().value(),
                event.name(),
                event.purpose(),
                event.access().name(),
                posting(event.access(), event.posting()));
    }

    private static String posting(GroupAccess access, @Nullable GroupPosting chosen) {
        return requireNonNullElse(chosen, GroupPosting.usual(access)).name();
    }

    void archived(GroupId group, boolean isArchived) {
        archived.put(group.value(), isArchived);
    }

    void requested(GroupJoinRequested event, Instant at) {
        requests.came(
                event.membershipId().value(),
                event.groupId().value(),
                event.memberId().value(),
                at);
    }

    void declined(GroupJoinDeclined event) {
        requests.went(event.membershipId().value());
    }

    void joined(GroupJoined event, Instant at) {
        requests.went(event.membershipId().value());
        memberships.came(
                event.membershipId().value(),
                event.groupId().value(),
                event.memberId().value(),
                at);
    }

    void left(GroupLeft event) {
        memberships.went(event.membershipId().value());
        managements.went(event.membershipId().value());
    }

    void appointed(GroupManagerAppointed event) {
        managements.came(
                event.membershipId().value(),
                event.groupId().value(),
                event.memberId().value());
    }

    void dismissed(GroupManagerDismissed event) {
        managements.went(event.membershipId().value());
    }

    void flush(Tables tables) {
        tables.write("""
                UPDATE $.community_group SET name = batch.name, purpose = batch.purpose, access = batch.access,
                                             posting = batch.posting
                FROM :rows WHERE community_group.id = batch.id
                """, described);
        tables.write("""
                UPDATE $.community_group SET archived = batch.archived FROM :rows WHERE community_group.id = batch.id
                """, archived);
        managements.flush(tables);
        requests.flush(tables);
        memberships.flush(
                tables,
                "fact.group_id, (SELECT m.present FROM $.member m WHERE m.id = fact.member) AS present",
                row -> count(row, -1),
                row -> count(row, 1));
    }

    private void count(ResultSet row, int change) throws SQLException {
        if (row.getBoolean("present")) {
            counts.add("members", change, Columns.id(row, "group_id"));
        }
    }

    /** @param change by member: 1 for who has come, -1 for who has gone */
    void comeOrGone(Tables tables, Rows change) {
        tables.write("""
                SELECT s.group_id, sum(batch.change) AS change
                FROM :rows JOIN $.membership s ON s.member = batch.member GROUP BY s.group_id
                """, change, row -> counts.add("members", row.getLong("change"), Columns.id(row, "group_id")));
    }

    void flushCounts(Tables tables) {
        tables.write("""
                UPDATE $.community_group SET members = community_group.members + batch.members
                FROM :rows WHERE community_group.id = batch.id
                """, counts);
    }
}
