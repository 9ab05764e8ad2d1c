package org.geben.command.appreciation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Takes an appreciation out of what counts, for good.
 *
 * @param by absent for the operator of the community
 */
@CommandName(value = "appreciation.disallow", actor = "by")
public record DisallowAppreciation(
        @TargetAggregateIdentifier AppreciationId appreciationId,
        String reason,
        @Nullable MemberId by) {}
