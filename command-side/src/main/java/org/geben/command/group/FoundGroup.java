package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.GroupPosting;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Founds a group; the founder, where one is known, becomes its first member and manager.
 *
 * @param posting who opens threads in it; the usual of its access where it is left out
 */
@CommandName(value = "group.found", actor = "founder", creates = true)
public record FoundGroup(
        @TargetAggregateIdentifier GroupId groupId,
        String name,
        @Nullable String purpose,
        @Nullable MemberId founder,
        GroupAccess access,
        @Nullable GroupPosting posting) {

    /** A group that everyone may read and join. */
    public FoundGroup(GroupId groupId, String name, @Nullable String purpose, @Nullable MemberId founder) {
        this(groupId, name, purpose, founder, GroupAccess.OPEN, null);
    }

    GroupDescription description() {
        return new GroupDescription(name, purpose, access, posting);
    }
}
