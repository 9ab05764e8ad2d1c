package org.geben.query.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Contributions and what is said beneath them over HTTP, as the acting member may see them. */
@RestController
@Tag(name = "Views")
@RequestMapping("/api/v1/contributions/{id}")
final class ConversationController {
    private static final int USUAL_LIMIT = 20;

    private final FeedQueries contributions;
    private final ThreadQueries threads;

    ConversationController(FeedQueries contributions, ThreadQueries threads) {
        this.contributions = contributions;
        this.threads = threads;
    }

    @GetMapping
    @Operation(
            summary = "Reads a contribution with its replies and what it was appreciated for.",
            description = "Its ETag names the revision, for the If-Match of the next one.")
    GetContribution.Result contribution(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf,
            HttpServletResponse response) {
        GetContribution.Result found = contributions.handle(new GetContribution(
                Parameters.id("id", id), Reader.of(reader), Page.of(limit, USUAL_LIMIT, cursor, asOf)));
        response.setHeader(
                HttpHeaders.ETAG, "\"%d\"".formatted(found.contribution().revision()));
        return found;
    }

    @GetMapping("/thread")
    @Operation(
            summary = "Reads the conversation in which a contribution stands, as a tree.",
            description = "A page has so many replies to the root, the oldest first, with all that stands beneath them."
                    + " What is hidden or withdrawn is a gap where a visible reply is beneath it.")
    GetThread.Result thread(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return threads.handle(
                new GetThread(Parameters.id("id", id), Reader.of(reader), Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }
}
