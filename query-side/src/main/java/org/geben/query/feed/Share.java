package org.geben.query.feed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share of the places of a list, spread evenly: of each {@code of} places {@code places} belong to it.
 *
 * @param places 0 or more
 * @param of at least as many, and not 0
 */
record Share(int places, int of) {
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,3})/(\\d{1,3})");

    Share {
        if (of < 1 || places < 0 || places > of) {
            throw new IllegalArgumentException(
                    "A share is a fraction from 0/1 to 1/1, such as 1/3, and not %d/%d.".formatted(places, of));
        }
    }

    /** @throws IllegalArgumentException if the text is no fraction from 0 to 1 */
    static Share of(String fraction) {
        Matcher parts = FRACTION.matcher(fraction);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "A share is a fraction from 0/1 to 1/1, such as 1/3, and not %s.".formatted(fraction));
        }
        return new Share(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** @param place counted from 1 */
    boolean has(long place) {
        return place * places / of > (place - 1) * places / of;
    }
}
