package org.geben.kernel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long a text may be, in characters as Unicode counts them (code points, after trimming for the lower bound), and
 * which it may hold. No text holds control characters that are not of writing. A line, such as a name, holds none at all,
 * nor what turns the direction of writing around: readers could take it for another one.
 *
 * @param least the fewest characters that say something
 * @param most the most characters
 * @param oneLine whether it is a line
 */
public record TextBounds(int least, int most, boolean oneLine) {
    private static final String WRITING = "\t\n\r";

    /** Of a text of any number of lines. */
    public TextBounds(int least, int most) {
        this(least, most, false);
    }

    public static TextBounds line(int least, int most) {
        return new TextBounds(least, most, true);
    }

    /** @throws RuleViolation of {@code rule} if {@code text} is shorter or longer, or holds what no such text may */
    public void check(Rule rule, String text) {
        check(rule, null, text);
    }

    /**
     * The same.
     *
     * @param field of the command that holds the text
     */
    public void check(Rule rule, @Nullable String field, String text) {
        if (!isWithin(text)) {
            throw rule.broken(String.format(Locale.ROOT, "%s This one has %,d.", rule.sentence(), length(text)))
                    .about(field);
        }
        if (!holdsWriting(text)) {
            throw rule.broken("%s It must not hold %s."
                            .formatted(
                                    rule.sentence(),
                                    oneLine
                                            ? "control characters, line breaks, reversals of direction or broken surrogate pairs"
                                            : "control characters or broken surrogate pairs"))
                    .about(field);
        }
    }

    /** Whether {@link #check} has nothing against it. */
    public boolean accepts(String text) {
        return isWithin(text) && holdsWriting(text);
    }

    private boolean isWithin(String text) {
        return length(text) >= least && text.codePointCount(0, text.length()) <= most;
    }

    private static int length(String text) {
        String said = text.strip();
        return said.codePoints().anyMatch(TextBounds::says) ? said.codePointCount(0, said.length()) : 0;
    }

    private boolean holdsWriting(String text) {
        return text.codePoints().allMatch(this::isAllowed);
    }

    private boolean isAllowed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SURROGATE -> false;
            case Character.CONTROL -> !oneLine && WRITING.indexOf(codePoint) >= 0;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> !oneLine;
            case Character.FORMAT -> !oneLine || !turnsDirection(codePoint);
            default -> true;
        };
    }

    private static boolean turnsDirection(int codePoint) {
        return codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
    }

    private static boolean says(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.FORMAT
                && type != Character.CONTROL
                && !Character.isWhitespace(codePoint)
                && !Character.isSpaceChar(codePoint);
    }
}
