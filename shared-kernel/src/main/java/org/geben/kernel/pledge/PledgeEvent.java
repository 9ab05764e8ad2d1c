package org.geben.kernel.pledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.geben.kernel.member.MemberId;

/** What a leader promises, so that the community can see managers give time and lead by example. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface PledgeEvent {
    PledgeId pledgeId();

    MemberId leader();

    record PledgeMade(PledgeId pledgeId, MemberId leader, Pledge pledge) implements PledgeEvent {}

    /** The pledge as it is from now on. */
    record PledgeChanged(PledgeId pledgeId, MemberId leader, Pledge pledge) implements PledgeEvent {}

    record PledgeEnded(PledgeId pledgeId, MemberId leader) implements PledgeEvent {}
}
