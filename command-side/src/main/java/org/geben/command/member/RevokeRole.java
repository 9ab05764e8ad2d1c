package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.jspecify.annotations.Nullable;

/**
 * Takes a role from a member.
 *
 * @param by an administrator, the member, or absent for the operator of the community
 */
@CommandName(value = "member.revoke-role", actor = "by")
public record RevokeRole(
        @TargetAggregateIdentifier MemberId memberId,
        Role role,
        @Nullable MemberId by) {}
