package org.geben.command.appreciation;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.axonframework.modelling.command.Repository;
import org.geben.command.AnotherStream;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.member.MemberId;
import org.springframework.stereotype.Component;

/**
 * Takes points from the giver's allowance, and puts them back, in the unit of work of the kudos that carry them: both are
 * recorded together or not at all.
 */
@Component
class Allowances {
    private final Repository<KudosAllowance> allowances;
    private final AllowanceTerms terms;

    Allowances(Repository<KudosAllowance> allowances, AllowanceTerms terms) {
        this.allowances = allowances;
        this.terms = terms;
    }

    /**
     * Takes these points, each more than 0, from the allowance of the period in which they are given.
     *
     * @throws RuleViolation KUDOS_ALLOWANCE_SPENT; nothing is taken then
     */
    AllowanceId reserve(MemberId giver, Map<AppreciationId, Integer> points, Instant at) {
        AllowanceTerms.Period period = terms.periodOf(at);
        AllowanceId id = AllowanceId.of(giver, period.label());
        change(id, allowance -> allowance.reserve(giver, points, period, terms.points()));
        return id;
    }

    /** Puts the points of the appreciation back if the period from which they were taken is not over. */
    void release(AllowanceId id, AppreciationId appreciation, Instant at) {
        change(id, allowance -> allowance.release(appreciation, at));
    }

    private void change(AllowanceId id, Consumer<KudosAllowance> change) {
        AnotherStream.change(allowances, id, KudosAllowance::new, change);
    }
}
