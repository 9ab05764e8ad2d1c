package org.geben.command.group;

import static org.geben.kernel.group.GroupRule.GROUP_UNKNOWN;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupId;
import org.springframework.stereotype.Component;

/** What the rules of other streams ask about groups. */
@Component
public class Groups {
    private final LogView<Boolean> founded;

    public Groups(EventStore log) {
        founded = new LogView<>(log, (before, event) -> true, GroupFounded.class);
    }

    /** @throws RuleViolation GROUP_UNKNOWN */
    public void mustExist(GroupId group) {
        if (founded.of(group).isEmpty()) {
            throw GROUP_UNKNOWN.broken();
        }
    }
}
