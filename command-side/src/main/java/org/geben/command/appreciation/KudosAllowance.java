package org.geben.command.appreciation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_ALLOWANCE_SPENT;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.appreciation.AllowanceTerms.Period;
import org.geben.kernel.appreciation.AllowanceEvent;
import org.geben.kernel.appreciation.AllowanceEvent.AllowanceOpened;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReleased;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReserved;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.member.MemberId;

/**
 * Protects that nobody passes on more points in a period than the community lets everyone have. It is a stream of its own
 * for each giver and period, because kudos know only of themselves: those that a giver sends at the same moment meet here.
 * A period that is over is never looked at again, so the stream stays short.
 */
@Revision("1")
@Aggregate(type = "allowance", snapshotTriggerDefinition = "snapshotTrigger")
class KudosAllowance {
    @AggregateIdentifier
    private AllowanceId allowanceId;

    private Instant from;
    private Instant to;
    private int points;
    private Map<AppreciationId, Integer> reserved = new HashMap<>();

    /**
     * @param period in which they are given
     * @param allowed the points with which it is opened if these are the first of the period
     */
    void reserve(MemberId giver, Map<AppreciationId, Integer> wished, Period period, int allowed) {
        int left = allowanceId == null ? allowed : points - otherThan(wished);
        int asked = wished.values().stream().mapToInt(Integer::intValue).sum();
        if (asked > left) {
            throw KUDOS_ALLOWANCE_SPENT.broken(
                    "The giver's allowance for this period has %d points left, and this takes %d."
                            .formatted(left, asked));
        }
        AllowanceId id = AllowanceId.of(giver, period.label());
        if (allowanceId == null) {
            apply(new AllowanceOpened(id, giver, period.label(), period.from(), period.to(), allowed));
        }
        wished.forEach((appreciation, share) -> apply(new KudosReserved(id, appreciation, share)));
    }

    /** What is given back when the period is over would be given to nobody. */
    void release(AppreciationId appreciation, Instant at) {
        Integer share = reserved.get(appreciation);
        if (share != null && !at.isBefore(from) && at.isBefore(to)) {
            apply(new KudosReleased(allowanceId, appreciation, share));
        }
    }

    @EventSourcingHandler
    void evolve(AllowanceEvent event) {
        allowanceId = event.allowanceId();
        switch (event) {
            case AllowanceOpened opened -> {
                from = opened.from();
                to = opened.to();
                points = opened.points();
            }
            case KudosReserved kudos -> reserved.put(kudos.appreciationId(), kudos.points());
            case KudosReleased kudos -> reserved.remove(kudos.appreciationId());
        }
    }

    private int otherThan(Map<AppreciationId, Integer> wished) {
        return reserved.entrySet().stream()
                .filter(entry -> !wished.containsKey(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
