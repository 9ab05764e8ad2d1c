package org.geben.command.group;

import static org.geben.kernel.group.GroupRule.GROUP_UNKNOWN;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.command.LogView;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.group.GroupEvent;
import org.geben.kernel.group.GroupId;
import org.springframework.stereotype.Component;

/** What the rules of other streams ask about groups. */
@Component
public class Groups {
    private final LogView<GroupId, GroupEvent> founded;

    public Groups(EventStore log) {
        founded = new LogView<>(log, GroupEvent.class, (before, event) -> event.groupId());
    }

    /** @throws RuleViolation GROUP_UNKNOWN */
    public void mustExist(GroupId group) {
        if (founded.of(group).isEmpty()) {
            throw GROUP_UNKNOWN.broken();
        }
    }
}
