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

/** How community health goes on from one window to the next, over HTTP. */
@RestController
@Tag(name = "Views")
final class HealthSeriesController {
    private final HealthQueries queries;
    private final Views views;

    HealthSeriesController(HealthQueries queries, Views views) {
        this.queries = queries;
        this.views = views;
    }

    @GetMapping(
            path = "/api/v1/health/series",
            produces = {MediaType.APPLICATION_JSON_VALUE, CsvConverter.TYPE})
    @Operation(summary = "Reads one figure of community health day by day, week by week or month by month.")
    GetHealthSeries.Result series(
            @RequestParam(required = false) @Nullable String metric,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String group,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queries.handle(GetHealthSeries.of(Asked.of(views, zone, group, reader, asOf), metric, step, from, to));
    }

    @GetMapping(
            path = "/api/v1/health/cohorts",
            produces = {MediaType.APPLICATION_JSON_VALUE, CsvConverter.TYPE})
    @Operation(summary = "Reads how many of those who came in each month are still active in the months after.")
    GetHealthCohorts.Result cohorts(
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String months,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String group,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queries.handle(GetHealthCohorts.of(Asked.of(views, zone, group, reader, asOf), by, months));
    }

    @GetMapping(
            path = "/api/v1/health/signals",
            produces = {MediaType.APPLICATION_JSON_VALUE, CsvConverter.TYPE})
    @Operation(summary = "Reads which figures of community health lie beyond their thresholds, and since when.")
    GetSignals.Result signals(
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String group,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        return queries.handle(new GetSignals(Asked.of(views, zone, group, reader, asOf)));
    }
}
