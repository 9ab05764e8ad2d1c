package org.geben.kernel.privacy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.geben.kernel.NaturalKey;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a personal part, as it stands in JSON: always the same for the same member, so that a view which was
 * folded before an erasure and one that is folded afterwards say the same.
 */
public enum Trace {
    NOTHING {
        @Override
        public @Nullable Object of(UUID member) {
            return null;
        }
    },
    HANDLE {
        @Override
        public Object of(UUID member) {
            return Trace.handle(member);
        }
    },
    NAME {
        @Override
        public Object of(UUID member) {
            return ERASED_NAME;
        }
    },
    TEXT {
        @Override
        public Object of(UUID member) {
            return ERASED_TEXT;
        }
    },
    CONTENT {
        @Override
        public Object of(UUID member) {
            return Map.of("text", ERASED_TEXT, "format", "PLAIN", "tags", List.of());
        }
    },
    PROFILE {
        @Override
        public Object of(UUID member) {
            return Map.of("handle", Trace.handle(member), "name", ERASED_NAME);
        }
    };

    /** The name of a member who is erased. */
    public static final String ERASED_NAME = "Erased member";

    /** What stands where there were words. */
    public static final String ERASED_TEXT = "[erased]";

    private static final String ERASED_HANDLE = "erased-";
    private static final int DIGITS = 16;

    /** Whether this may stand for somebody who is erased; nobody else may have it. */
    public static boolean isHandle(String handle) {
        return handle.regionMatches(true, 0, ERASED_HANDLE, 0, ERASED_HANDLE.length());
    }

    /** Made from the id, and tells nothing of the person. */
    public static String handle(UUID member) {
        String digits = NaturalKey.uuid("erased", member.toString()).toString().replace("-", "");
        return ERASED_HANDLE + digits.substring(0, DIGITS);
    }

    /** Shaped like the part that it stands for; absent where nothing is left. */
    public abstract @Nullable Object of(UUID member);
}
