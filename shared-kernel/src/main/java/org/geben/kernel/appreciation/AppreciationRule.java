package org.geben.kernel.appreciation;

import static org.geben.kernel.Rule.Breach.CONFLICT;
import static org.geben.kernel.Rule.Breach.NOT_ALLOWED;
import static org.geben.kernel.Rule.Breach.UNACCEPTABLE;
import static org.geben.kernel.Rule.Breach.UNKNOWN;

import org.geben.kernel.Rule;

/** The rules of appreciations. */
public enum AppreciationRule implements Rule {
    APPRECIATION_OF_ONESELF(NOT_ALLOWED, "Members do not appreciate themselves."),
    APPRECIATION_UNKNOWN(UNKNOWN, "There is no such appreciation."),
    APPRECIATION_ALREADY_GIVEN(
            CONFLICT, "This appreciation was given with other words, points or stars: retract it first."),
    NOT_THE_GIVER(NOT_ALLOWED, "Only its giver may retract an appreciation."),
    KUDOS_MESSAGE_OUT_OF_BOUNDS(UNACCEPTABLE, "Kudos, and only kudos, carry a message of 1 to 1,000 characters."),
    KUDOS_POINTS_OUT_OF_BOUNDS(UNACCEPTABLE, "Kudos, and only kudos, carry 0 to 1,000 points."),
    RATING_STARS_OUT_OF_BOUNDS(UNACCEPTABLE, "A rating, and only a rating, carries 1 to 5 stars."),
    KUDOS_TAGS_OUT_OF_BOUNDS(
            UNACCEPTABLE, "Kudos, and only kudos, name at most 10 values, each of 1 to 60 characters."),
    KUDOS_RECEIVERS_OUT_OF_BOUNDS(UNACCEPTABLE, "Kudos go to 1 to 20 members, each named once."),
    KUDOS_ALLOWANCE_SPENT(CONFLICT, "The giver's allowance for this period does not hold so many points."),
    APPRECIATION_DISALLOWED(CONFLICT, "The appreciation was disallowed; it is neither retracted nor given again."),
    DISALLOWING_REASON_OUT_OF_BOUNDS(
            UNACCEPTABLE, "Whoever disallows an appreciation gives a reason of 1 to 2,000 characters.");

    private final Breach breach;
    private final String sentence;

    AppreciationRule(Breach breach, String sentence) {
        this.breach = breach;
        this.sentence = sentence;
    }

    @Override
    public Breach breach() {
        return breach;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
