package org.geben.query;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit of entries, 1 to 100
 * @param cursor the {@code next} of the page before; absent for the first
 * @param asOf which state of the list
 */
public record Page(int limit, @Nullable String cursor, AsOf asOf) {
    /** @throws Refusal if a text is malformed */
    public static Page of(@Nullable String limit, int usualLimit, @Nullable String cursor, AsOf asOf) {
        return new Page(Parameters.limit(limit, usualLimit), cursor, asOf);
    }
}
