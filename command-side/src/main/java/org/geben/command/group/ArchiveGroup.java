package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Closes a group down: it takes nothing new, and stays readable.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "group.archive", actor = "by")
public record ArchiveGroup(
        @TargetAggregateIdentifier GroupId groupId,
        @Nullable MemberId by) {}
