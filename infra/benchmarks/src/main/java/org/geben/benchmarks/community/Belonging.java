package org.geben.benchmarks.community;

import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.group.MembershipId;

/** That a member belongs to a group, or once did. */
final class Belonging {
    final GroupId group;
    boolean standing;
    private final MembershipId id;
    private final LogStream stream;
    private final Person member;

    Belonging(GroupId group, Person member) {
        this.id = MembershipId.of(group, member.id);
        this.stream = new LogStream("membership", id);
        this.group = group;
        this.member = member;
    }

    void begin(Chronicle chronicle) {
        standing = true;
        chronicle.tell(stream, new GroupJoined(id, group, member.id), member);
    }

    void end(Chronicle chronicle) {
        standing = false;
        chronicle.tell(stream, new GroupLeft(id, group, member.id), member);
    }
}
