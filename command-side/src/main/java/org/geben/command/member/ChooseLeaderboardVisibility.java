package org.geben.command.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;

/** The member says whether leaderboards may name them. */
@CommandName(value = "member.choose-leaderboard-visibility", actor = "memberId")
public record ChooseLeaderboardVisibility(
        @TargetAggregateIdentifier MemberId memberId, boolean visible) {}
