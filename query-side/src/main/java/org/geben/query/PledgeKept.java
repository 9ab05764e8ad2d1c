package org.geben.query;

import java.util.Collection;

/**
 * How much of what leaders pledged they gave: {@link Interactions} ÷ pledged ones, by days. Each day on which a
 * pledge holds owes a seventh of what is pledged for a week, wherever weeks and months begin, so that two stretches
 * of time add up to what both together are; what is given on other days keeps none. Hours are pledged, too, but
 * nobody observes them.
 *
 * @param given seven times the interactions, for the sake of whole numbers
 * @param pledged seven times those owed
 */
public record PledgeKept(long given, long pledged) {
    private static final int DAYS_OF_A_WEEK = 7;

    /** @param interactions on the days of what is held of interactions */
    public static PledgeKept of(long interactions, Collection<Held> held) {
        return new PledgeKept(
                interactions * DAYS_OF_A_WEEK,
                held.stream()
                        .filter(Held::isOfInteractions)
                        .mapToLong(some -> some.pledge().perWeek() * some.days())
                        .sum());
    }

    /** Whether as much was given as was pledged, or more. */
    public boolean isKept() {
        return given >= pledged;
    }
}
