package org.geben.kernel.outreach;

import static org.geben.kernel.Rule.Breach.CONFLICT;
import static org.geben.kernel.Rule.Breach.UNACCEPTABLE;
import static org.geben.kernel.Rule.Breach.UNKNOWN;

import org.geben.kernel.Rule;

/** The rules of outreach. */
public enum OutreachRule implements Rule {
    OUTREACH_UNKNOWN(UNKNOWN, "There is no such outreach."),
    OUTREACH_CLOSED(CONFLICT, "The outreach is closed; it opens again by itself when its cause returns."),
    OUTREACH_IS_DISCREET(CONFLICT, "Only a community manager or an administrator takes an outreach on."),
    OUTREACH_NOTE_OUT_OF_BOUNDS(UNACCEPTABLE, "A note on what was done has 1 to 2,000 characters."),
    OUTREACH_REASON_OUT_OF_BOUNDS(UNACCEPTABLE, "An outreach is dismissed for a reason of 1 to 2,000 characters.");

    private final Breach breach;
    private final String sentence;

    OutreachRule(Breach breach, String sentence) {
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
