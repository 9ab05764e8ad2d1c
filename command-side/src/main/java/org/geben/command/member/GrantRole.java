package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.jspecify.annotations.Nullable;

/**
 * Gives a member a role.
 *
 * @param by absent for the operator of the community, who grants the first ones
 */
@CommandName(value = "member.grant-role", actor = "by")
public record GrantRole(
        @TargetAggregateIdentifier MemberId memberId,
        Role role,
        @Nullable MemberId by) {}
