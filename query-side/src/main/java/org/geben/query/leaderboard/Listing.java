package org.geben.query.leaderboard;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.geben.query.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Which list a page is of. Its cursor begins with this and with a moment of the window.
 *
 * @param of whom it is; absent for all
 */
record Listing(
        Board board,
        Span span,
        @Nullable UUID group,
        Ties ties,
        @Nullable UUID of) {

    /** Tells it apart from other lists; without a blank. */
    String tag() {
        return "%s|%s|%s|%s|%s|%s"
                .formatted(board, span.tag(), span.zone(), group, ties, of)
                .replace(' ', '_');
    }

    /**
     * The moment, from the parts of a cursor; those of the page's last entry come behind it.
     *
     * @throws IllegalArgumentException if it is the cursor of another list
     */
    Instant moment(List<String> parts) {
        if (!parts.getFirst().equals(tag())) {
            throw new IllegalArgumentException("The cursor of another list.");
        }
        return Parameters.storable(Instant.parse(parts.get(1)));
    }
}
