package org.geben.kernel.member;

import static org.geben.kernel.Rule.Breach.CONFLICT;
import static org.geben.kernel.Rule.Breach.NOT_ALLOWED;
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
    MEMBER_ABOUT_OUT_OF_BOUNDS(UNACCEPTABLE, "What members say about themselves has at most 10,000 characters."),
    MEMBER_EMAIL_MALFORMED(UNACCEPTABLE, "An e-mail address has at most 254 characters and the form name@host."),
    MEMBER_SUSPENDED(NOT_ALLOWED, "The member is suspended and may not act."),
    MEMBER_ERASED(CONFLICT, "The member was erased, for good: who comes back joins anew."),
    MEMBER_ALREADY_WELCOMED(CONFLICT, "Somebody else has welcomed the member; it is done once."),
    WELCOME_TO_ONESELF(NOT_ALLOWED, "Members do not welcome themselves."),
    FOLLOWING_ONESELF(NOT_ALLOWED, "Members do not follow themselves."),
    ROLE_REQUIRED(NOT_ALLOWED, "The acting member lacks the role that this takes."),
    ROLE_OF_EVERYONE(UNACCEPTABLE, "Every member is a MEMBER; that role is neither granted nor revoked."),
    LAST_OF_THE_ROLE(
            CONFLICT,
            "The community must not be without this role: grant it to another member before the last one gives it up."),
    SUSPENSION_OF_ONESELF(NOT_ALLOWED, "Members do not suspend themselves."),
    SUSPENSION_REASON_OUT_OF_BOUNDS(UNACCEPTABLE, "A suspension has a reason of 1 to 2,000 characters.");

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
