package org.geben.query;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeUnit;

/**
 * A pledge on days on which it holds.
 *
 * @param next the first day that is not among them any more
 */
public record Held(Pledge pledge, LocalDate first, LocalDate next) {
    public boolean isOfInteractions() {
        return pledge.unit() == PledgeUnit.INTERACTIONS;
    }

    public long days() {
        return DAYS.between(first, next);
    }
}
