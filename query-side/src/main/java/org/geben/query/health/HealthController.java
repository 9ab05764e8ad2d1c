package org.geben.query.health;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Community health over HTTP: the last 30 days unless a window is named. */
@RestController
@Tag(name = "Views")
final class HealthController {
    private final HealthQueries queries;
    private final Views views;

    HealthController(HealthQueries queries, Views views) {
        this.queries = queries;
        this.views = views;
    }

    @GetMapping(
            path = "/api/v1/health",
            produces = {MediaType.APPLICATION_JSON_VALUE, CsvConverter.TYPE})
    @Operation(summary = "Reads how the community is: who takes part, who is answered, who is recognised.")
    GetHealth.Result health(
            @RequestParam(required = false) @Nullable String window,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String group,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queries.handle(Asked.of(views, zone, group, reader, asOf).about(window, at, from, to));
    }

    @GetMapping(
            path = "/api/v1/health/distribution",
            produces = {MediaType.APPLICATION_JSON_VALUE, CsvConverter.TYPE})
    @Operation(summary = "Reads how giving and taking are spread over the members in a window.")
    GetDistribution.Result distribution(
            @RequestParam(required = false) @Nullable String window,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String group,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queries.handle(
                new GetDistribution(Asked.of(views, zone, group, reader, asOf).about(window, at, from, to)));
    }

    @GetMapping(
            path = "/api/v1/health/network",
            produces = {MediaType.APPLICATION_JSON_VALUE, CsvConverter.TYPE})
    @Operation(summary = "Reads how members hang together by replies and appreciations in a window, without names.")
    GetNetwork.Result network(
            @RequestParam(required = false) @Nullable String window,
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String group,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queries.handle(
                new GetNetwork(Asked.of(views, zone, group, reader, asOf).about(window, at, from, to)));
    }
}
