package org.geben.command.pledge;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.member.Role.LEADER;
import static org.geben.kernel.pledge.PledgeRule.PLEDGE_DAY_OUT_OF_BOUNDS;
import static org.geben.kernel.pledge.PledgeRule.PLEDGE_OUT_OF_BOUNDS;
import static org.geben.kernel.pledge.PledgeRule.PLEDGE_UNKNOWN;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.member.Members;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeEvent;
import org.geben.kernel.pledge.PledgeEvent.PledgeChanged;
import org.geben.kernel.pledge.PledgeEvent.PledgeEnded;
import org.geben.kernel.pledge.PledgeEvent.PledgeMade;
import org.geben.kernel.pledge.PledgeId;
import org.jspecify.annotations.Nullable;

/**
 * Protects that a leader has one pledge, and that nobody pledges for another. Its id comes from the leader; it is a stream
 * of its own, since few members lead and nothing else about them depends on it.
 */
@Revision("1")
@Aggregate(type = "pledge", snapshotTriggerDefinition = "snapshotTrigger")
class LeadershipPledge {
    private static final int MOST_HOURS = 40;
    private static final int MOST_INTERACTIONS = 500;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2999;

    @AggregateIdentifier
    private PledgeId pledgeId;

    private @Nullable Pledge standing;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(MakePledge command, Members members) {
        mustBeWithinBounds(command.pledge());
        members.mustHold(command.leader(), LEADER);
        if (standing == null) {
            apply(new PledgeMade(command.pledgeId(), command.leader(), command.pledge()));
        } else if (!standing.equals(command.pledge())) {
            apply(new PledgeChanged(pledgeId, command.leader(), command.pledge()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(EndPledge command) {
        if (pledgeId == null) {
            throw PLEDGE_UNKNOWN.broken();
        }
        if (standing != null) {
            apply(new PledgeEnded(pledgeId, command.leader()));
        }
    }

    @EventSourcingHandler
    void evolve(PledgeEvent event) {
        pledgeId = event.pledgeId();
        switch (event) {
            case PledgeMade made -> standing = made.pledge();
            case PledgeChanged changed -> standing = changed.pledge();
            case PledgeEnded ended -> standing = null;
        }
    }

    private static void mustBeWithinBounds(Pledge pledge) {
        int most = switch (pledge.unit()) {
            case HOURS -> MOST_HOURS;
            case INTERACTIONS -> MOST_INTERACTIONS;
        };
        if (pledge.perWeek() < 1 || pledge.perWeek() > most) {
            throw PLEDGE_OUT_OF_BOUNDS.broken().about("perWeek");
        }
        if (pledge.from().getYear() < FIRST_YEAR || pledge.from().getYear() > LAST_YEAR) {
            throw PLEDGE_DAY_OUT_OF_BOUNDS.broken().about("from");
        }
    }
}
