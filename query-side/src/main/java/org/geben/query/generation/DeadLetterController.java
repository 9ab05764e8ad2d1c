package org.geben.query.generation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.geben.query.generation.DeadLetters.Result;
import org.geben.query.generation.Decisions.Listed;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dead letters over HTTP. */
@RestController
@Tag(name = "Dead letters", description = "Events that a view could not fold, and goes on without.")
final class DeadLetterController {
    private final Decisions decisions;

    DeadLetterController(Decisions decisions) {
        this.decisions = decisions;
    }

    record Why(@Nullable String reason) {}

    @GetMapping("/api/v1/dead-letters")
    @Operation(
            summary = "Lists the events that views could not fold, the oldest letter first.",
            description =
                    "Those that were folded late or skipped stay in the list for as long as their generation does.")
    Listed all(
            @RequestParam(required = false) @Parameter(description = "Of one view only.") @Nullable String projection,
            @RequestParam(required = false) @Parameter(description = "1 to 100.") @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return decisions.letters(projection, limit, cursor);
    }

    @PostMapping("/api/v1/dead-letters/{id}/retry")
    @Operation(
            summary = "Folds a parked event and those behind it.",
            description = "Answers 409 DEAD_LETTER_FAILS_AGAIN if one of them fails; those before it are folded then."
                    + " When a view has no parked events left, it is folded anew in the order of the log.")
    Result retry(
            @PathVariable String id,
            @RequestHeader(name = Decisions.ACTOR, required = false) @Nullable String actor,
            @RequestBody(required = false) @Nullable Why why) {
        return decisions.retry(id, why == null ? null : why.reason(), actor);
    }

    @PostMapping("/api/v1/dead-letters/{id}/skip")
    @Operation(
            summary = "Leaves a parked event out of the view, for a recorded reason, and folds those behind it.",
            description = "Whatever is built of the view afterwards leaves it out as well.")
    Result skip(
            @PathVariable String id,
            @RequestHeader(name = Decisions.ACTOR, required = false) @Nullable String actor,
            @RequestBody Why why) {
        return decisions.skip(id, why.reason(), actor);
    }
}
