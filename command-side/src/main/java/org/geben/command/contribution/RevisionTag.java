package org.geben.command.contribution;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geben.kernel.Malformed;
import org.jspecify.annotations.Nullable;

/** Reads from If-Match which revision a client has seen. */
final class RevisionTag {
    private static final Pattern ONE_REVISION = Pattern.compile("\"(\\d{1,18})\"");

    private RevisionTag() {}

    /**
     * The revision; absent where any will do.
     *
     * @throws Malformed if the header is neither {@code *} nor one strong ETag of this API
     */
    static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        Matcher tag = ONE_REVISION.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new Malformed("If-Match must be the ETag of a revision, such as \"3\" with its quotes.");
        }
        return Long.valueOf(tag.group(1));
    }
}
