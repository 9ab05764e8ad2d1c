package org.geben.command.outreach;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.outreach.OutreachId;
import org.jspecify.annotations.Nullable;

/**
 * A policy has found that a member may need a hand.
 *
 * @param contribution what shows the cause, where that is a contribution
 * @param group where the cause is, where that is a group
 * @param since from when on there has been the cause: a later one opens a closed outreach again
 */
public record OpenOutreach(
        @TargetAggregateIdentifier OutreachId outreachId,
        Cause cause,
        MemberId member,
        @Nullable ContributionId contribution,
        @Nullable GroupId group,
        Instant since) {}
