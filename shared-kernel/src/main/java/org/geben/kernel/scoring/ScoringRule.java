package org.geben.kernel.scoring;

import static org.geben.kernel.Rule.Breach.CONFLICT;
import static org.geben.kernel.Rule.Breach.UNACCEPTABLE;

import org.geben.kernel.Rule;

/** What a publication of scoring rules must keep to. */
public enum ScoringRule implements Rule {
    SCORING_WEIGHT_OUT_OF_BOUNDS(UNACCEPTABLE, "A weight is a whole number from 0 to 1,000."),
    SCORING_LIMIT_OUT_OF_BOUNDS(
            UNACCEPTABLE, "How many appreciations a day count is a whole number from 1 to 1,000, or left out."),
    SCORING_ROLE_OF_EVERYONE(UNACCEPTABLE, "Every member is a MEMBER; to leave that role out leaves nobody."),
    SCORING_ROLE_MISSING(UNACCEPTABLE, "Each role that is left out is named."),
    SCORING_RULES_OF_THE_PAST(UNACCEPTABLE, "Rules hold from now on or later; what was scored stays as it was."),
    SCORING_RULES_TOO_FAR(UNACCEPTABLE, "Rules hold from within a year from now."),
    SCORING_RULES_OUT_OF_ORDER(CONFLICT, "Rules hold from no earlier moment than the rules before them.");

    private final Breach breach;
    private final String sentence;

    ScoringRule(Breach breach, String sentence) {
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
