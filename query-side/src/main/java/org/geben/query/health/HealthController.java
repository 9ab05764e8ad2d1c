package org.geben.query.health;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.ZoneId;
import org.geben.query.AsOf;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Community health over HTTP: the last 30 days unless a window is named. */
@RestController
@Tag(name = "Views")
final class HealthController {
    private static final int USUAL_DAYS = 30;

    private final HealthQueries queries;
    private final Views views;

    HealthController(HealthQueries queries, Views views) {
        this.queries = queries;
        this.views = views;
    }

    @GetMapping("/api/v1/health")
    @Operation(summary = "Reads how the community is: who takes part, who is answered, who is recognised.")
    GetHealth.Result health(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable String group,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            AsOf asOf) {
        ZoneId in = Parameters.zone(zone);
        Instant end = to == null ? views.now(asOf) : Parameters.time("to", to, in);
        Instant begin =
                from == null ? end.atZone(in).minusDays(USUAL_DAYS).toInstant() : Parameters.time("from", from, in);
        return queries.handle(new GetHealth(
                begin,
                end,
                views.now(asOf),
                in,
                group == null ? null : Parameters.id("group", group),
                Reader.of(reader),
                asOf));
    }
}
