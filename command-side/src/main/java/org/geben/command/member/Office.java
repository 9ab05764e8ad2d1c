package org.geben.command.member;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.member.MemberRule.LAST_OF_THE_ROLE;

import java.util.HashSet;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.OfficeEvent;
import org.geben.kernel.member.OfficeEvent.OfficeLeft;
import org.geben.kernel.member.OfficeEvent.OfficeTaken;
import org.geben.kernel.member.OfficeId;
import org.geben.kernel.member.Role;

/**
 * Protects that a role which the community must not be without always has somebody. It is a stream of its own, because
 * members know only of themselves: two who go at the same moment meet here, and the last one stays.
 */
@Revision("1")
@Aggregate(type = "office", snapshotTriggerDefinition = "snapshotTrigger")
class Office {
    @AggregateIdentifier
    private OfficeId officeId;

    private Set<MemberId> holders = new HashSet<>();

    void take(Role role, MemberId member) {
        if (!holders.contains(member)) {
            apply(new OfficeTaken(OfficeId.of(role), role, member));
        }
    }

    void leave(Role role, MemberId member) {
        if (!holders.contains(member)) {
            return;
        }
        if (holders.size() == 1) {
            throw LAST_OF_THE_ROLE.broken();
        }
        apply(new OfficeLeft(officeId, role, member));
    }

    @EventSourcingHandler
    void evolve(OfficeEvent event) {
        officeId = event.officeId();
        switch (event) {
            case OfficeTaken taken -> holders.add(taken.holder());
            case OfficeLeft left -> holders.remove(left.holder());
        }
    }
}
