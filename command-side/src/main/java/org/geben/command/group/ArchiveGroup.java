package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Closes a group down: it takes nothing new, and stays readable.
 *
 * @param by absent for the operator of the community
 */
public record ArchiveGroup(
        @TargetAggregateIdentifier GroupId groupId,
        @Nullable MemberId by) {}
