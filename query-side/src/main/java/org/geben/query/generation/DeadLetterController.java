package org.geben.query.generation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.geben.kernel.TextBounds;
import org.geben.query.AsOf;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Refusal;
import org.geben.query.generation.DeadLetters.Result;
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
    private static final int USUAL_LIMIT = 50;
    private static final int LONGEST_REASON = 1_000;
    private static final TextBounds REASON = new TextBounds(1, LONGEST_REASON);
    private static final String ACTOR = "Geben-Actor";
    private static final String LIST = "dead-letters";

    private final DeadLetters letters;
    private final Projections projections;

    DeadLetterController(DeadLetters letters, List<Projection<?>> projections) {
        this.letters = letters;
        this.projections = new Projections(projections);
    }

    /** @param next the cursor of the next page; absent on the last */
    record Listed(List<DeadLetter> entries, @Nullable String next) {}

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
        if (projection != null) {
            projections.known(projection, "projection");
        }
        Page page = Page.of(limit, USUAL_LIMIT, cursor, AsOf.NOW);
        @Nullable Long after = Cursor.read(LIST, page, parts -> Long.valueOf(parts.getFirst()));
        int most = page.limit();
        List<DeadLetter> found = letters.failed(projection, after == null ? 0 : after, most + 1);
        return found.size() <= most
                ? new Listed(found, null)
                : new Listed(
                        found.subList(0, most),
                        Cursor.write(LIST, page, found.get(most - 1).id()));
    }

    @PostMapping("/api/v1/dead-letters/{id}/retry")
    @Operation(
            summary = "Folds a parked event and those behind it.",
            description = "Answers 409 DEAD_LETTER_FAILS_AGAIN if one of them fails; those before it are folded then."
                    + " When a view has no parked events left, it is folded anew in the order of the log.")
    Result retry(
            @PathVariable String id,
            @RequestHeader(name = ACTOR, required = false) @Nullable String actor,
            @RequestBody(required = false) @Nullable Why why) {
        String reason = why == null ? null : why.reason();
        if (reason != null) {
            bounded(reason);
        }
        Result result = letters.retry(Parameters.number("dead letter", id), new Verdict(reason, member(actor)));
        DeadLetter stopped = result.stopped();
        if (stopped != null) {
            throw Refusal.conflict(
                    "DEAD_LETTER_FAILS_AGAIN",
                    String.format(
                            Locale.ROOT,
                            "The event %s at position %d still fails, after %d that were folded and before %d that wait: %s",
                            stopped.eventId(),
                            stopped.position(),
                            result.folded(),
                            stopped.behind(),
                            stopped.cause()));
        }
        return result;
    }

    @PostMapping("/api/v1/dead-letters/{id}/skip")
    @Operation(
            summary = "Leaves a parked event out of the view, for a recorded reason, and folds those behind it.",
            description = "Whatever is built of the view afterwards leaves it out as well.")
    Result skip(
            @PathVariable String id,
            @RequestHeader(name = ACTOR, required = false) @Nullable String actor,
            @RequestBody Why why) {
        return letters.skip(Parameters.number("dead letter", id), new Verdict(bounded(why.reason()), member(actor)));
    }

    private static String bounded(@Nullable String reason) {
        if (reason == null || !REASON.accepts(reason)) {
            throw Refusal.badRequest(
                    "REASON_OUT_OF_BOUNDS",
                    String.format(Locale.ROOT, "Give a reason of 1 to %,d characters.", LONGEST_REASON),
                    "/reason");
        }
        return reason;
    }

    private static @Nullable UUID member(@Nullable String actor) {
        return actor == null ? null : Parameters.id(ACTOR, actor);
    }
}
