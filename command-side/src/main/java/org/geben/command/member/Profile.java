package org.geben.command.member;

import static org.geben.kernel.member.MemberRule.MEMBER_ABOUT_OUT_OF_BOUNDS;
import static org.geben.kernel.member.MemberRule.MEMBER_EMAIL_MALFORMED;
import static org.geben.kernel.member.MemberRule.MEMBER_NAME_OUT_OF_BOUNDS;

import java.util.regex.Pattern;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.TextBounds;
import org.geben.kernel.member.Email;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Trace;
import org.jspecify.annotations.Nullable;

record Profile(
        Handle handle,
        String name,
        @Nullable String about,
        @Nullable Email email) {
    private static final TextBounds NAME = TextBounds.line(1, 100);
    private static final TextBounds ABOUT = new TextBounds(0, 10_000);
    private static final TextBounds EMAIL_ADDRESS = TextBounds.line(1, 254);

    /** What is certainly none is refused; only a message that arrives could tell more. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

    /** What is left of it once the member is erased. */
    static Profile erased(MemberId member) {
        return new Profile(new Handle(Trace.handle(member.value())), Trace.ERASED_NAME, null, null);
    }

    /** @throws RuleViolation if a part other than the handle is out of bounds */
    void check() {
        NAME.check(MEMBER_NAME_OUT_OF_BOUNDS, "name", name);
        if (about != null) {
            ABOUT.check(MEMBER_ABOUT_OUT_OF_BOUNDS, "about", about);
        }
        if (email != null) {
            EMAIL_ADDRESS.check(MEMBER_EMAIL_MALFORMED, "email", email.value());
            if (!EMAIL.matcher(email.value()).matches()) {
                throw MEMBER_EMAIL_MALFORMED.broken().about("email");
            }
        }
    }
}
