package org.geben.query.desk;

import java.time.Instant;
import java.util.UUID;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Behind the last entry of the page before, in a list that is told of a window, the greatest count first.
 *
 * @param to the end of that page's window
 * @param key tells entries of one count apart
 */
record CountedPlace(Instant to, long count, UUID key) {
    String cursor(String list, Page page) {
        return Cursor.write(list, page, to, count, key);
    }

    static @Nullable CountedPlace read(String list, Page page) {
        return Cursor.read(
                list,
                page,
                parts -> new CountedPlace(
                        Parameters.storable(Instant.parse(parts.get(0))),
                        Long.parseLong(parts.get(1)),
                        UUID.fromString(parts.get(2))));
    }
}
