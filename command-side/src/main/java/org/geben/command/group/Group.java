package org.geben.command.group;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.group.GroupRule.GROUP_ARCHIVED;
import static org.geben.kernel.group.GroupRule.GROUP_STAYS_CLOSED;
import static org.geben.kernel.group.GroupRule.GROUP_UNKNOWN;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.member.Members;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent;
import org.geben.kernel.group.GroupEvent.GroupArchived;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupEvent.GroupReopened;
import org.geben.kernel.group.GroupId;

/**
 * Protects what a group is: founded once, described by those who manage it, never opened to all once things were said in
 * it among members. Who belongs to it is a {@link Membership} each.
 */
@Revision("2")
@Aggregate(type = "group", snapshotTriggerDefinition = "snapshotTrigger")
class Group {
    @AggregateIdentifier
    private GroupId groupId;

    private GroupDescription description;
    private boolean archived;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(FoundGroup command, Members members, FirstMembers firstMembers) {
        if (groupId != null) {
            return;
        }
        command.description().check();
        if (command.founder() != null) {
            members.mustBePresent(command.founder());
        }
        apply(new GroupFounded(
                command.groupId(),
                command.name(),
                command.purpose(),
                command.access(),
                command.founder(),
                command.posting()));
        if (command.founder() != null) {
            firstMembers.begin(command.groupId(), command.founder());
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(DescribeGroup command, Memberships memberships) {
        mustExist();
        memberships.mustManageUnlessOperator(groupId, command.by());
        if (archived) {
            throw GROUP_ARCHIVED.broken();
        }
        GroupDescription changed = command.change(description);
        changed.check();
        if (changed.access() == GroupAccess.OPEN && description.access() != GroupAccess.OPEN) {
            throw GROUP_STAYS_CLOSED.broken();
        }
        if (!changed.equals(description)) {
            apply(new GroupDescribed(
                    groupId, changed.name(), changed.purpose(), changed.access(), changed.posting(), command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ArchiveGroup command, Memberships memberships) {
        mustExist();
        memberships.mustManageUnlessOperator(groupId, command.by());
        if (!archived) {
            apply(new GroupArchived(groupId, command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ReopenGroup command, Memberships memberships) {
        mustExist();
        memberships.mustManageUnlessOperator(groupId, command.by());
        if (archived) {
            apply(new GroupReopened(groupId, command.by()));
        }
    }

    @EventSourcingHandler
    void evolve(GroupEvent event) {
        groupId = event.groupId();
        switch (event) {
            case GroupFounded founded ->
                description =
                        new GroupDescription(founded.name(), founded.purpose(), founded.access(), founded.posting());
            case GroupDescribed described ->
                description = new GroupDescription(
                        described.name(), described.purpose(), described.access(), described.posting());
            case GroupArchived closed -> archived = true;
            case GroupReopened open -> archived = false;
        }
    }

    private void mustExist() {
        if (groupId == null) {
            throw GROUP_UNKNOWN.broken();
        }
    }
}
