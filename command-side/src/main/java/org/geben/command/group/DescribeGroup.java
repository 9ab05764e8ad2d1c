package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.GroupPosting;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a group is; a part that is null stays as it is, an empty purpose is taken away.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "group.describe", actor = "by")
public record DescribeGroup(
        @TargetAggregateIdentifier GroupId groupId,
        @Nullable String name,
        @Nullable String purpose,
        @Nullable GroupAccess access,
        @Nullable GroupPosting posting,
        @Nullable MemberId by) {

    GroupDescription change(GroupDescription before) {
        return new GroupDescription(
                name == null ? before.name() : name,
                purpose == null ? before.purpose() : purpose.isEmpty() ? null : purpose,
                access == null ? before.access() : access,
                posting == null ? before.posting() : posting);
    }
}
