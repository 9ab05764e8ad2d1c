package org.geben.query.leaderboard;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Leaderboards over HTTP. */
@RestController
@RequestMapping("/api/v1/leaderboards/{board}")
@Tag(name = "Views")
final class LeaderboardController {
    private static final int USUAL_LIMIT = 10;

    private final LeaderboardQueries queries;
    private final Explanations explanations;
    private final Views views;
    private final Calendar calendar;

    LeaderboardController(LeaderboardQueries queries, Explanations explanations, Views views, Calendar calendar) {
        this.queries = queries;
        this.explanations = explanations;
        this.views = views;
        this.calendar = calendar;
    }

    @GetMapping
    @Operation(summary = "Ranks the members of a board in a window of time, from the top or around one of them.")
    GetLeaderboard.Result leaderboard(
            @PathVariable String board,
            @RequestParam(required = false) @Nullable String window,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String ties,
            @RequestParam(required = false) @Nullable String around,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queries.handle(new GetLeaderboard(
                Board.of(board),
                span(window, at, from, to, zone, asOf),
                group(group),
                Ties.of(ties),
                around == null ? null : Parameters.id("around", around),
                Reader.of(reader),
                Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }

    @GetMapping("/members/{id}")
    @Operation(summary = "Tells where a member stands on a board in a window of time.")
    GetStanding.Result standing(
            @PathVariable String board,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String window,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String ties,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queries.handle(new GetStanding(
                Board.of(board),
                span(window, at, from, to, zone, asOf),
                group(group),
                Ties.of(ties),
                Parameters.id("id", id),
                Reader.of(reader),
                asOf));
    }

    @GetMapping("/members/{id}/explanation")
    @Operation(summary = "Tells every point that a member has on a board in a window of time, the latest first.")
    ExplainStanding.Result explanation(
            @PathVariable String board,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String window,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return explanations.handle(new ExplainStanding(
                Board.of(board),
                span(window, at, from, to, zone, asOf),
                group(group),
                Parameters.id("id", id),
                Reader.of(reader),
                Page.of(limit, USUAL_LIMIT, cursor, asOf)));
    }

    private Span span(
            @Nullable String window,
            @Nullable String at,
            @Nullable String from,
            @Nullable String to,
            @Nullable String zone,
            AsOf asOf) {
        ZoneId in = zone == null ? calendar.zone() : Parameters.zone(zone);
        if (from == null && to == null) {
            Instant moment = at == null ? views.now(asOf, ChronoUnit.MINUTES) : Parameters.time("at", at, in);
            return Span.of(Window.of(window), moment, in);
        }
        if (window != null || at != null) {
            throw Refusal.badRequest(
                    "WINDOW_AMBIGUOUS",
                    "Ask for a window by its name, or from a moment to another, not both.",
                    "window");
        }
        if (from == null) {
            throw Refusal.badRequest("WINDOW_OPEN", "Say from when on the window is.", "from");
        }
        Instant begin = Parameters.time("from", from, in);
        return to == null
                ? Span.since(begin, views.now(asOf, ChronoUnit.MINUTES), in)
                : Span.between(begin, Parameters.time("to", to, in), in);
    }

    private static @Nullable UUID group(@Nullable String group) {
        return group == null ? null : Parameters.id("group", group);
    }
}
