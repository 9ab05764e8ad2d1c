package org.geben.application.imports.intake;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;

/**
 * Makes handles for members who come with a display name. Names are not unique and neither are the ids of two sources,
 * so the handle ends in eight characters of the member's own id: the same member always gets the same handle, and two
 * members of one name share it about once in three trillion pairs.
 */
public final class ImportedHandle {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9._]+");
    private static final Pattern HEAD = Pattern.compile("^[^a-z0-9]+");
    private static final Pattern TAIL = Pattern.compile("-+$");
    private static final int LONGEST_NAME = 40;
    private static final int SUFFIX = 8;
    private static final long SUFFIXES = 2_821_109_907_456L;

    private ImportedHandle() {}

    public static Handle of(String name, MemberId member) {
        String slug = slug(name);
        return new Handle((slug.isEmpty() ? "member" : slug) + "-" + suffix(member));
    }

    private static String slug(String name) {
        String letters = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String plain = HEAD.matcher(OTHERS.matcher(letters).replaceAll("-")).replaceAll("");
        return TAIL.matcher(plain.substring(0, Math.min(plain.length(), LONGEST_NAME)))
                .replaceAll("");
    }

    private static String suffix(MemberId member) {
        long number = Long.remainderUnsigned(member.value().getLeastSignificantBits(), SUFFIXES);
        String digits = Long.toString(number, Character.MAX_RADIX);
        return "0".repeat(SUFFIX - digits.length()) + digits;
    }
}
