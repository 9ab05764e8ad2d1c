package org.geben.kernel.member;

import static org.geben.kernel.Rule.Breach.CONFLICT;
import static org.geben.kernel.Rule.Breach.UNACCEPTABLE;
import static org.geben.kernel.Rule.Breach.UNKNOWN;

import org.geben.kernel.Rule;

/** The rules of members. */
public enum MemberRule implements Rule {
    MEMBER_UNKNOWN(UNKNOWN, "There is no such member."),
    MEMBER_HAS_LEFT(CONFLICT, "The member has left the community and must return first."),
    HANDLE_TAKEN(CONFLICT, "Another member holds this handle."),
    HANDLE_MALFORMED(
            UNACCEPTABLE,
            "A handle has 2 to 64 letters, digits, dots, hyphens or underscores and begins with a letter or digit."),
    MEMBER_NAME_OUT_OF_BOUNDS(UNACCEPTABLE, "A member's name has 1 to 100 characters."),
    MEMBER_ABOUT_OUT_OF_BOUNDS(UNACCEPTABLE, "What members say about themselves has at most 10,000 characters.");

    private final Breach breach;
    private final String sentence;

    MemberRule(Breach breach, String sentence) {
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
