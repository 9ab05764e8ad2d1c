package org.geben.kernel.pledge;

import static org.geben.kernel.Rule.Breach.UNACCEPTABLE;
import static org.geben.kernel.Rule.Breach.UNKNOWN;

import org.geben.kernel.Rule;

/** The rules of pledges. */
public enum PledgeRule implements Rule {
    PLEDGE_UNKNOWN(UNKNOWN, "The member has pledged nothing."),
    PLEDGE_OUT_OF_BOUNDS(UNACCEPTABLE, "A pledge is of 1 to 40 hours or 1 to 500 interactions a week."),
    PLEDGE_DAY_OUT_OF_BOUNDS(UNACCEPTABLE, "A pledge holds from a day of the years 1970 to 2999.");

    private final Breach breach;
    private final String sentence;

    PledgeRule(Breach breach, String sentence) {
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
