package org.geben.command.group;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.group.GroupRule.GROUP_NAME_OUT_OF_BOUNDS;
import static org.geben.kernel.group.GroupRule.GROUP_PURPOSE_OUT_OF_BOUNDS;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.member.Members;
import org.geben.kernel.TextBounds;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupId;

/** Protects that a group is founded once, by somebody who is there. Who belongs to it is a {@link Membership} each. */
@Revision("1")
@Aggregate(type = "group", snapshotTriggerDefinition = "snapshotTrigger")
class Group {
    private static final TextBounds NAME = new TextBounds(1, 100);
    private static final TextBounds PURPOSE = new TextBounds(0, 2_000);

    @AggregateIdentifier
    private GroupId groupId;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(FoundGroup command, Members members) {
        if (groupId != null) {
            return;
        }
        NAME.check(GROUP_NAME_OUT_OF_BOUNDS, command.name());
        if (command.purpose() != null) {
            PURPOSE.check(GROUP_PURPOSE_OUT_OF_BOUNDS, command.purpose());
        }
        if (command.founder() != null) {
            members.mustBePresent(command.founder());
        }
        apply(new GroupFounded(
                command.groupId(), command.name(), command.purpose(), GroupAccess.OPEN, command.founder()));
    }

    @EventSourcingHandler
    void evolve(GroupEvent event) {
        switch (event) {
            case GroupFounded founded -> groupId = founded.groupId();
        }
    }
}
