package org.geben.command.member;

import java.util.function.Consumer;
import org.axonframework.modelling.command.Repository;
import org.geben.command.AnotherStream;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.OfficeId;
import org.geben.kernel.member.Role;
import org.springframework.stereotype.Component;

/**
 * Lists who holds a role that the community must not be without, in the unit of work of the member who gets or gives it
 * up: both are recorded together or not at all. Other roles need no list.
 */
@Component
class Offices {
    private final Repository<Office> offices;

    Offices(Repository<Office> offices) {
        this.offices = offices;
    }

    void take(Role role, MemberId member) {
        change(role, office -> office.take(role, member));
    }

    /** @throws RuleViolation LAST_OF_THE_ROLE */
    void leave(Role role, MemberId member) {
        change(role, office -> office.leave(role, member));
    }

    private void change(Role role, Consumer<Office> change) {
        if (role.isIndispensable()) {
            AnotherStream.change(offices, OfficeId.of(role), Office::new, change);
        }
    }
}
