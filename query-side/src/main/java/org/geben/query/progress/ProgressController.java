package org.geben.query.progress;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.geben.query.AsOf;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A member's progress over HTTP. */
@RestController
@Tag(name = "Views")
final class ProgressController {
    private final ProgressQueries queries;
    private final Views views;

    ProgressController(ProgressQueries queries, Views views) {
        this.queries = queries;
        this.views = views;
    }

    @GetMapping("/api/v1/members/{id}/progress")
    @Operation(
            summary = "Reads what a member has come to: milestones, the trend of twelve months, giving and taking.",
            description = "For the member, the operator and community managers; for other members where leaderboards"
                    + " may name the member, and then without ids. Nobody is compared with anybody.")
    GetProgress.Result progress(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String zone,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queries.handle(new GetProgress(
                Parameters.id("id", id), views.now(asOf), Parameters.zone(zone), Reader.of(reader), asOf));
    }
}
