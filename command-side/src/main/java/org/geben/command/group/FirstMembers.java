package org.geben.command.group;

import org.axonframework.modelling.command.Repository;
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
        try {
            memberships
                    .loadOrCreate(MembershipId.of(group, founder).toString(), Membership::new)
                    .execute(membership -> membership.begin(group, founder));
        } catch (RuntimeException refused) {
            throw refused;
        } catch (Exception fault) {
            throw new IllegalStateException("The founder's membership could not be read.", fault);
        }
    }
}
