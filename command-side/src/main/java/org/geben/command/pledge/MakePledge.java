package org.geben.command.pledge;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeId;

/** A leader pledges, or changes what was pledged. */
@CommandName(value = "pledge.make", actor = "leader")
public record MakePledge(@TargetAggregateIdentifier PledgeId pledgeId, MemberId leader, Pledge pledge) {
    public MakePledge(MemberId leader, Pledge pledge) {
        this(PledgeId.of(leader), leader, pledge);
    }
}
