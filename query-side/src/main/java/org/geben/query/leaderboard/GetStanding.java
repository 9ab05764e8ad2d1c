package org.geben.query.leaderboard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.geben.query.leaderboard.GetLeaderboard.Entry;
import org.geben.query.leaderboard.GetLeaderboard.Stretch;
import org.jspecify.annotations.Nullable;

/** Where a member stands on a board in a window. */
record GetStanding(Board board, Span span, @Nullable UUID group, Ties ties, UUID member, Reader reader, AsOf asOf) {

    /**
     * @param ranked how many members have a rank, with those who do not want to be named
     * @param reachedAt when the latest thing happened that counts
     */
    record Result(
            String board,
            Stretch window,
            String scope,
            long ranked,
            Entry standing,
            Instant reachedAt,
            @JsonUnwrapped Origin origin) {}
}
