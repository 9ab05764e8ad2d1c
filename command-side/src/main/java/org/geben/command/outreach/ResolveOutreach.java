package org.geben.command.outreach;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.OutreachId;
import org.jspecify.annotations.Nullable;

/**
 * The member has got the hand.
 *
 * @param note what was done
 */
@CommandName(value = "outreach.resolve", actor = "by")
public record ResolveOutreach(
        @TargetAggregateIdentifier OutreachId outreachId,
        MemberId by,
        @Nullable String note) {}
