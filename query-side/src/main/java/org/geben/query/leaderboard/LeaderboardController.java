package org.geben.query.leaderboard;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.ZoneId;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Leaderboards over HTTP. */
@RestController
@Tag(name = "Views")
final class LeaderboardController {
    private static final int USUAL_LIMIT = 10;

    private final LeaderboardQueries queries;
    private final Views views;

    LeaderboardController(LeaderboardQueries queries, Views views) {
        this.queries = queries;
        this.views = views;
    }

    @GetMapping("/api/v1/leaderboards/{board}")
    @Operation(summary = "Ranks the members of a board in a window of time.")
    GetLeaderboard.Result leaderboard(
            @PathVariable String board,
            @RequestParam(required = false) @Nullable String window,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            AsOf asOf) {
        ZoneId in = Parameters.zone(zone);
        Instant moment = at == null ? views.now(asOf) : Parameters.time("at", at, in);
        return queries.handle(new GetLeaderboard(
                Board.of(board), Window.of(window), moment, in, Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }
}
