package org.geben.command.group;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** Founds a group that everyone may read and join. */
public record FoundGroup(
        @TargetAggregateIdentifier GroupId groupId,
        String name,
        @Nullable String purpose,
        @Nullable MemberId founder) {}
