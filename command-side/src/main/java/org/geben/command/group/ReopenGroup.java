package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Lets an archived group go on.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "group.reopen", actor = "by")
public record ReopenGroup(
        @TargetAggregateIdentifier GroupId groupId,
        @Nullable MemberId by) {}
