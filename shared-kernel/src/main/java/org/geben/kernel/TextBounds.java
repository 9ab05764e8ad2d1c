package org.geben.kernel;

import java.util.Locale;

/**
 * How long a text may be, in characters as Unicode counts them (code points, after trimming for the lower bound).
 *
 * @param least the fewest characters that say something
 * @param most the most characters
 */
public record TextBounds(int least, int most) {
    /** @throws RuleViolation of {@code rule} if {@code text} is shorter or longer, or is not valid Unicode */
    public void check(Rule rule, String text) {
        String said = text.strip();
        int length = said.codePointCount(0, said.length());
        if (length < least || text.codePointCount(0, text.length()) > most) {
            throw rule.broken(String.format(Locale.ROOT, "%s This one has %,d.", rule.sentence(), length));
        }
        if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(TextBounds::unpairedSurrogate)) {
            throw rule.broken(
                    "%s It must not hold null characters or broken surrogate pairs.".formatted(rule.sentence()));
        }
    }

    private static boolean unpairedSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
