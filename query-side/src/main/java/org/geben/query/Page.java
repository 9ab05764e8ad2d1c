package org.geben.query;

import java.util.List;
import java.util.function.Function;
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

    /** How many entries to look for: one more than are shown tells that there is a next page. */
    public int sought() {
        return limit + 1;
    }

    /**
     * What of it is shown.
     *
     * @param found in order, as many as are {@linkplain #sought sought} where there are so many
     * @param behind the cursor behind an entry
     */
    public <E> Shown<E> shown(List<E> found, Function<? super E, String> behind) {
        List<E> entries = found.subList(0, Math.min(found.size(), limit));
        return new Shown<>(entries, found.size() <= limit ? null : behind.apply(entries.getLast()));
    }

    /** @param next the cursor of the next page; absent on the last */
    public record Shown<E>(List<E> entries, @Nullable String next) {}
}
