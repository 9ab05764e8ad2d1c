package org.geben.query.health;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Days by UTC. */
final class Days {
    private Days() {}

    static Instant of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.DAYS);
    }
}
