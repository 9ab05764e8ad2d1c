package org.geben.command.group;

import static org.geben.kernel.group.GroupRule.GROUP_NAME_OUT_OF_BOUNDS;
import static org.geben.kernel.group.GroupRule.GROUP_POSTING_TOO_WIDE;
import static org.geben.kernel.group.GroupRule.GROUP_PURPOSE_OUT_OF_BOUNDS;

import org.geben.kernel.RuleViolation;
import org.geben.kernel.TextBounds;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupPosting;
import org.jspecify.annotations.Nullable;

/** @param posting absent for the usual of the access */
record GroupDescription(
        String name,
        @Nullable String purpose,
        GroupAccess access,
        @Nullable GroupPosting posting) {
    private static final TextBounds NAME = TextBounds.line(1, 100);
    private static final TextBounds PURPOSE = new TextBounds(0, 2_000);

    /** @throws RuleViolation if a part is out of bounds */
    void check() {
        NAME.check(GROUP_NAME_OUT_OF_BOUNDS, "name", name);
        if (purpose != null) {
            PURPOSE.check(GROUP_PURPOSE_OUT_OF_BOUNDS, "purpose", purpose);
        }
        if (access != GroupAccess.OPEN && posting == GroupPosting.EVERYONE) {
            throw GROUP_POSTING_TOO_WIDE.broken();
        }
    }
}
