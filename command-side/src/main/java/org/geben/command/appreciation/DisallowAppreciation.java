package org.geben.command.appreciation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Takes an appreciation out of what counts, for good.
 *
 * @param by absent for the operator of the community
 */
public record DisallowAppreciation(
        @TargetAggregateIdentifier AppreciationId appreciationId,
        String reason,
        @Nullable MemberId by) {}
