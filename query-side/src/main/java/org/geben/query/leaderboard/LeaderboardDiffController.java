package org.geben.query.leaderboard;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What would change on leaderboards under other rules, over HTTP. */
@RestController
@Tag(name = "Generations")
final class LeaderboardDiffController {
    private final LeaderboardDiffs diffs;

    LeaderboardDiffController(LeaderboardDiffs diffs) {
        this.diffs = diffs;
    }

    @GetMapping("/api/v1/generations/{id}/diff")
    @Operation(
            summary =
                    "Compares a board under the rules of a private generation with the same under the standard ones, member by member.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "202", description = "One of the two is being folded; look at Location.")
    LeaderboardDiff diff(
            @PathVariable String id,
            @RequestParam String board,
            @RequestParam(required = false) @Nullable String window,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return diffs.diff(id, board, window, at, zone, limit, cursor);
    }
}
