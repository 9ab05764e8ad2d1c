package org.geben.query.leaderboard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.geben.query.generation.Origin;
import org.geben.query.leaderboard.GetLeaderboard.Stretch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a board would change under the rules of a private generation, which was folded from the same events as the one that
 * it is compared with.
 *
 * @param before under the standard rules
 * @param after under those of the private generation
 * @param entries of the members whose rank or score is another and who may be named: the largest change of rank first, then the
 *     largest of score
 * @param next the cursor of the next page; absent on the last
 */
public record LeaderboardDiff(
        String board,
        Stretch window,
        Side before,
        Side after,
        List<Entry> entries,
        @Nullable String next) {

    public LeaderboardDiff {
        entries = List.copyOf(entries);
    }

    /** @param rules complete */
    public record Side(@JsonUnwrapped Origin origin, JsonNode rules) {}

    /**
     * @param before null if the member has no rank on the board
     * @param after null if the member would have none
     * @param rankChange by how many places the member would rise, negative if it would fall; who is not on a board stands
     *     behind its last
     * @param scoreChange how many points more there would be, negative if less
     */
    public record Entry(
            Member member, @Nullable Place before, @Nullable Place after, long rankChange, BigDecimal scoreChange) {}

    public record Member(UUID id, String handle, String name) {}

    public record Place(long rank, BigDecimal score) {}
}
