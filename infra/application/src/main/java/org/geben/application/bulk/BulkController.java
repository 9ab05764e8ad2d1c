package org.geben.application.bulk;

import com.github.f4b6a3.uuid.UuidCreator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.geben.application.bulk.LineReading.Request;
import org.geben.application.http.HttpSettings;
import org.geben.application.http.LinesOfCommands;
import org.geben.application.idempotency.IdempotencyKey;
import org.geben.command.Commands;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Commands in large numbers over HTTP. */
@RestController
@Tag(name = "Commands")
class BulkController {
    private static final String NDJSON = "application/x-ndjson";

    private final Bulk bulk;

    BulkController(Commands commands, JsonMapper json, Clock clock, HttpSettings settings) {
        int longest = Math.toIntExact(settings.mostInBody().toBytes());
        this.bulk = new Bulk(
                new LineReading(new KnownCommands(json), json, clock, longest), commands::sendTogether, json, longest);
    }

    @PostMapping(path = LinesOfCommands.PATH, consumes = NDJSON, produces = NDJSON)
    @Operation(
            summary = "Records commands line by line, in their order, and answers each while more are sent.",
            description = "Read the answers while you send. Under an Idempotency-Key, lines that leave out the id of"
                    + " what they make get the same one when the same lines are sent again.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = CommandLine.class)))
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = LineAnswer.class)))
    void send(HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
        String seed = (String) request.getAttribute(IdempotencyKey.HEADER);
        response.setContentType(NDJSON);
        try {
            bulk.run(
                    request.getInputStream(),
                    response.getOutputStream(),
                    new Request(UuidCreator.getTimeOrderedEpoch().toString(), seed));
        } catch (IOException gone) {
            if (!response.isCommitted()) {
                throw gone;
            }
            // Nobody is left to be answered.
        }
    }
}
