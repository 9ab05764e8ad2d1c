package org.geben.query.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Feeds and members over HTTP, as the acting member may see them. */
@RestController
@Tag(name = "Views", description = "What the community sees of itself.")
@RequestMapping("/api/v1")
final class FeedController {
    private static final int USUAL_LIMIT = 20;

    private static final String ORDERS =
            "The order is latest, the newest first, as it is unless named, or inclusive: by freshness and conversation, with a share of the"
                    + " places kept for newcomers' first contributions, unanswered questions and those whom nobody has"
                    + " thanked, among the newest 200 of the last 30 days, and those before them where these are few. Every entry"
                    + " says because of what it is there.";

    private final Feeds feeds;
    private final DigestQueries digests;
    private final FeedQueries queries;

    FeedController(Feeds feeds, DigestQueries digests, FeedQueries queries) {
        this.feeds = feeds;
        this.digests = digests;
        this.queries = queries;
    }

    @GetMapping("/feeds/home")
    @Operation(
            summary = "Reads what concerns the acting member: their groups, whom they follow, answers and mentions.",
            description = ORDERS)
    GetFeed.Result home(
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        if (reader == null) {
            throw Refusal.badRequest(
                    "READER_MISSING", "Name the member whose home this is in the header Geben-Actor.", Reader.HEADER);
        }
        return queried(
                new GetFeed.Scope.Home(Parameters.id(Reader.HEADER, reader)), order, reader, limit, cursor, asOf);
    }

    private GetFeed.Result queried(
            GetFeed.Scope scope,
            @Nullable String order,
            @Nullable String reader,
            @Nullable String limit,
            @Nullable String cursor,
            AsOf asOf) {
        return feeds.handle(
                new GetFeed(scope, Order.named(order), Reader.of(reader), Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }

    @GetMapping("/feeds/digest")
    @Operation(
            summary = "Reads what a week has brought: threads, new members, thanks by kind, unanswered questions.",
            description = "Of what the acting member may read, or everyone. Without a week it is the present one.")
    GetDigest.Result digest(
            @RequestParam(required = false) @Nullable String week,
            @RequestParam(required = false) @Nullable String zone,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return digests.handle(new GetDigest(week, Parameters.zone(zone), Reader.of(reader), asOf));
    }

    @GetMapping("/feeds/community")
    @Operation(summary = "Reads the feed of the whole community.", description = ORDERS)
    GetFeed.Result community(
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queried(new GetFeed.Scope.Community(), order, reader, limit, cursor, asOf);
    }

    @GetMapping("/feeds/groups/{id}")
    @Operation(summary = "Reads the feed of a group.", description = ORDERS)
    GetFeed.Result group(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queried(new GetFeed.Scope.OfGroup(Parameters.id("id", id)), order, reader, limit, cursor, asOf);
    }

    @GetMapping("/feeds/members/{id}")
    @Operation(summary = "Reads what a member has contributed.", description = ORDERS)
    GetFeed.Result member(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queried(new GetFeed.Scope.OfMember(Parameters.id("id", id)), order, reader, limit, cursor, asOf);
    }

    @GetMapping("/members/{id}")
    @Operation(summary = "Reads the profile of a member.")
    GetMember.Result profile(@PathVariable String id, AsOf asOf) {
        return queries.handle(new GetMember(Parameters.id("id", id), asOf));
    }
}
