package org.geben.query.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Notifications over HTTP, to whom they are for. */
@RestController
@Tag(name = "Views")
final class NotificationController {
    private static final int USUAL_LIMIT = 20;

    private final NotificationQueries queries;

    NotificationController(NotificationQueries queries) {
        this.queries = queries;
    }

    @GetMapping("/api/v1/members/{id}/notifications")
    @Operation(
            summary = "Reads who answered, appreciated, featured, welcomed or mentioned the member, the newest first.",
            description =
                    "Only the member, or the operator, may read them. Whoever appreciated the same in the same way"
                            + " is told of together. POST …/seen and …/read mark what was recorded before. The unseen are"
                            + " counted among the newest 100 of each kind.")
    GetNotifications.Result notifications(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queries.handle(new GetNotifications(
                Parameters.id("id", id), Reader.of(reader), Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }
}
