package org.geben.query.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.RandomStory;
import org.geben.query.generation.ReadSide;

class LeaderboardPropertiesTest {
    private final ReadSide readSide = ReadSide.shared();

    /** The running totals and the facts are two ways to the same board: of a story within one month. */
    @Property(tries = 6)
    void allTimeIsTheSumOfItsFacts(@ForAll long seed) {
        readSide.tell(new LeaderboardProjection(), RandomStory.withinAMonth(seed, 300));
        LeaderboardQueries queries = LeaderboardAnswers.of(readSide.views());
        for (Board board :
                List.of(Board.GIVING, Board.APPRECIATED, Board.CONTRIBUTING, Board.HELPING, Board.WELCOMING)) {
            GetLeaderboard.Result allTime = queries.handle(query(board, Window.ALL));
            GetLeaderboard.Result month = queries.handle(query(board, Window.MONTH));
            assertThat(month.entries()).isEqualTo(allTime.entries());
            assertThat(month.excluded()).isEqualTo(allTime.excluded());
        }
    }

    private static GetLeaderboard query(Board board, Window window) {
        return new GetLeaderboard(
                board, window, Instant.parse("2026-03-15T00:00:00Z"), ZoneOffset.UTC, new Page(100, null, AsOf.NOW));
    }
}
