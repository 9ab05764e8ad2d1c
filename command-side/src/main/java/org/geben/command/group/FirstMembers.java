package org.geben.command.group;

import org.axonframework.modelling.command.Repository;
import org.geben.command.AnotherStream;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.MemberId;
import org.springframework.stereotype.Component;

/**
 * Makes the founder a member and a manager in the unit of work of the founding: both are recorded together or not at
 * all, so that no closed group is without somebody who lets others in.
 */
@Component
class FirstMembers {
    private final Repository<Membership> memberships;

    FirstMembers(Repository<Membership> memberships) {
        this.memberships = memberships;
    }

    void begin(GroupId group, MemberId founder) {
        AnotherStream.change(
                memberships,
                MembershipId.of(group, founder),
                Membership::new,
                membership -> membership.begin(group, founder));
    }
}
