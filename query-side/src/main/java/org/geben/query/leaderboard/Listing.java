package org.geben.query.leaderboard;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.geben.query.Parameters;

/** Which list a page is of. Its cursor begins with these and with a moment of the window. */
record Listing(Board board, Window window, ZoneId zone) {

    /**
     * The moment, from the parts of a cursor; those of the page's last entry come behind it.
     *
     * @throws IllegalArgumentException if it is the cursor of another list
     */
    Instant moment(List<String> parts) {
        if (!parts.subList(0, 3).equals(List.of(board.toString(), window.toString(), zone.toString()))) {
            throw new IllegalArgumentException("The cursor of another list.");
        }
        return Parameters.storable(Instant.parse(parts.get(3)));
    }
}
