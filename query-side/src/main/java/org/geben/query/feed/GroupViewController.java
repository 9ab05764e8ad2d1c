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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Groups over HTTP, as the acting member may see them. */
@RestController
@Tag(name = "Views")
@RequestMapping("/api/v1/groups/{id}")
final class GroupViewController {
    private static final int USUAL_LIMIT = 20;

    private final FeedQueries groups;
    private final GroupQueries people;

    GroupViewController(FeedQueries groups, GroupQueries people) {
        this.groups = groups;
        this.people = people;
    }

    @GetMapping
    @Operation(summary = "Reads what a group is for.")
    GetGroup.Result profile(
            @PathVariable String id,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return groups.handle(new GetGroup(Parameters.id("id", id), Reader.of(reader), asOf));
    }

    @GetMapping("/members")
    @Operation(summary = "Reads who belongs to a group, and who manages it.")
    GetGroupMembers.Result members(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return people.handle(new GetGroupMembers(
                Parameters.id("id", id), Reader.of(reader), Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }

    @GetMapping("/requests")
    @Operation(summary = "Reads who asks to be let into a group, for those who manage it or the community.")
    GetJoinRequests.Result requests(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return people.handle(new GetJoinRequests(
                Parameters.id("id", id), Reader.of(reader), Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }
}
