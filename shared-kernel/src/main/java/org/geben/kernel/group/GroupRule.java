package org.geben.kernel.group;

import static org.geben.kernel.Rule.Breach.UNACCEPTABLE;
import static org.geben.kernel.Rule.Breach.UNKNOWN;

import org.geben.kernel.Rule;

/** The rules of groups. */
public enum GroupRule implements Rule {
    GROUP_UNKNOWN(UNKNOWN, "There is no such group."),
    NOT_IN_THE_GROUP(UNKNOWN, "The member never joined this group."),
    GROUP_NAME_OUT_OF_BOUNDS(UNACCEPTABLE, "A group's name has 1 to 100 characters."),
    GROUP_PURPOSE_OUT_OF_BOUNDS(UNACCEPTABLE, "A group's purpose has at most 2,000 characters.");

    private final Breach breach;
    private final String sentence;

    GroupRule(Breach breach, String sentence) {
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
