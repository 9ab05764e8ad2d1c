package org.geben.command.pledge;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.pledge.PledgeId;

/** The pledge no longer holds. */
@CommandName(value = "pledge.end", actor = "leader")
public record EndPledge(@TargetAggregateIdentifier PledgeId pledgeId, MemberId leader) {
    public EndPledge(MemberId leader) {
        this(PledgeId.of(leader), leader);
    }
}
