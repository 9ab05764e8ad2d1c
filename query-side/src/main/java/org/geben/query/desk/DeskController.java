package org.geben.query.desk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.desk.GetWorklist.Assignee;
import org.geben.query.desk.GetWorklist.State;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The desk over HTTP, for those whose role it takes and for the operator. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Desk", description = "What those read who look after the community.")
final class DeskController {
    private static final int USUAL_LIMIT = 20;

    private final WorklistQueries worklist;
    private final GratitudeGapQueries gap;
    private final CircleQueries circles;
    private final SingleHelperQueries helpers;
    private final LeadershipQueries leadership;
    private final AllowanceQueries allowances;
    private final RoleQueries roles;
    private final Views views;

    DeskController(
            WorklistQueries worklist,
            GratitudeGapQueries gap,
            CircleQueries circles,
            SingleHelperQueries helpers,
            LeadershipQueries leadership,
            AllowanceQueries allowances,
            RoleQueries roles,
            Views views) {
        this.worklist = worklist;
        this.gap = gap;
        this.circles = circles;
        this.helpers = helpers;
        this.leadership = leadership;
        this.allowances = allowances;
        this.roles = roles;
        this.views = views;
    }

    @GetMapping("/worklist")
    @Operation(
            summary = "Reads the cases of outreach: the open ones by urgency, or the closed ones.",
            description = "For community managers and administrators. The assignee is an id, or nobody.")
    GetWorklist.Result worklist(
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return worklist.handle(new GetWorklist(
                cause == null ? null : Urgency.cause(cause),
                Assignee.of(assignee),
                State.of(state),
                Reader.of(reader),
                Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }

    @GetMapping("/worklist/gratitude-gap")
    @Operation(
            summary = "Reads who has contributed in the last 90 days and was never thanked for it in them.",
            description = "For community managers and administrators.")
    GetGratitudeGap.Result gratitudeGap(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return gap.handle(
                new GetGratitudeGap(views.now(asOf), Reader.of(reader), Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }

    @GetMapping("/worklist/circles")
    @Operation(
            summary =
                    "Reads who gave much of their appreciation in the last 90 days to one another, in circles of two to four.",
            description = "For community managers and administrators. Nothing follows from it by itself.")
    GetCircles.Result circles(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return circles.handle(
                new GetCircles(views.now(asOf), Reader.of(reader), Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }

    @GetMapping("/worklist/single-helpers")
    @Operation(
            summary = "Reads in which groups one member gave more than half of the answers in the last 90 days.",
            description = "For community managers and administrators. A secret group is named to its members only.")
    GetSingleHelpers.Result singleHelpers(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return helpers.handle(
                new GetSingleHelpers(views.now(asOf), Reader.of(reader), Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }

    @GetMapping("/leadership")
    @Operation(
            summary = "Reads what leaders have pledged and what happened, by month and level.",
            description = "Either one month, the present one unless named, or those from one to another, such as"
                    + " 2026-01 to 2026-03. For community managers and administrators; leaders read of themselves.")
    GetLeadership.Result leadership(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        if (month != null && (from != null || to != null)) {
            throw Refusal.badRequest(
                    "RANGE_AMBIGUOUS", "Ask for one month, or from one to another, not both.", "month");
        }
        ZoneId in = Parameters.zone(zone);
        Instant now = views.now(asOf);
        YearMonth last = Parameters.month(now, in);
        if (month != null) {
            last = Parameters.month("month", month);
        } else if (to != null) {
            last = Parameters.month("to", to);
        }
        return leadership.handle(new GetLeadership(
                from == null ? last : Parameters.month("from", from), last, now, in, Reader.of(reader), asOf));
    }

    @GetMapping("/allowances")
    @Operation(
            summary = "Reads how many points of a period's allowances were given, and how many on its last day.",
            description = "The last period that has begun unless one is named, such as 2026-03, 2026-W10 or"
                    + " 2026-03-02. Of a period that is over, who gave most on its last day comes first; of a running"
                    + " one the order is that of the givers' ids, so that pages show each once who had one at first. For"
                    + " community managers and administrators.")
    GetAllowances.Result allowances(
            @RequestParam(required = false) @Nullable String period,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return allowances.handle(new GetAllowances(
                period, views.now(asOf), Reader.of(reader), Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }

    @GetMapping("/members/{id}/roles")
    @Operation(
            summary = "Reads which roles a member holds.",
            description = "For community managers, administrators and auditors, and for the member.")
    GetRoles.Result roles(
            @PathVariable String id,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return roles.handle(new GetRoles(Parameters.id("id", id), Reader.of(reader), asOf));
    }
}
