package org.geben.query.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.Envelope;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberId;
import org.geben.query.Access;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.History;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that the log knows of one member, for that member: what happened to them, what they did, and what others did that
 * names them, but for what others wrote. It is read through from beginning to end, and written as it is read.
 */
@RestController
@Tag(name = "Events")
final class ExportController {
    private final History history;
    private final Access access;
    private final JsonMapper json;
    private final Clock clock;

    ExportController(History history, Access access, JsonMapper json, Clock clock) {
        this.history = history;
        this.access = access;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping(path = "/api/v1/members/{id}/export", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "A member's own data: {member, events, position}.",
            description =
                    "Events are those that happened to the member, that the member brought about, and in which the"
                            + " member is named, in the order of the log up to position, each as the history tells it. The"
                            + " whole log is read for it. Only the member may have it, the operator, and who may read the"
                            + " whole history; the member without what others published or reported.")
    void export(
            @PathVariable MemberId id,
            @RequestParam(required = false)
                    @Parameter(
                            description = "Only what had happened by this moment, also what was recorded later.",
                            schema = @Schema(type = "string", format = "date-time"))
                    @Nullable
                    String asOf,
            @RequestParam(required = false)
                    @Parameter(
                            description = "Only what the log had up to this position.",
                            schema = @Schema(type = "integer", format = "int64"))
                    @Nullable
                    String atPosition,
            @RequestParam(required = false)
                    @Parameter(
                            description = "A position that the log must have, such as a command has answered.",
                            schema = @Schema(type = "integer", format = "int64"))
                    @Nullable
                    String minPosition,
            @RequestParam(required = false) @Parameter(hidden = true) @Nullable String generation,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable MemberId reader,
            HttpServletResponse response)
            throws IOException {
        Past past = Past.of(asOf, atPosition, minPosition, generation, clock.instant());
        boolean own = id.equals(reader);
        if (reader != null && !own && !access.holds(new Reader(reader.value()), AsOf.NOW, HistoryReaders.ROLES)) {
            throw new Refusal(
                    403,
                    "EXPORT_OF_ANOTHER",
                    "Members export their own data, and nobody else's unless they may read the whole history.",
                    Reader.HEADER);
        }
        if (!isMember(id)) {
            throw Refusal.notFound("MEMBER_UNKNOWN", "There is no such member.");
        }
        past.requireWithin(history::head);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"member-%s.json\"".formatted(id));
        try (JsonGenerator out = json.createGenerator(response.getOutputStream(), JsonEncoding.UTF8)) {
            write(id, own, past, out);
        }
    }

    private boolean isMember(MemberId id) {
        Iterator<? extends DomainEventMessage<?>> events = history.stream(id.stream(), 0);
        return events.hasNext() && events.next().getPayloadType() == MemberJoined.class;
    }

    private void write(MemberId id, boolean own, Past past, JsonGenerator out) {
        long end = past.end();
        long position = 0;
        out.writeStartObject();
        out.writeStringProperty("member", id.toString());
        out.writeArrayPropertyStart("events");
        try (History.Replay replay = history.after(0)) {
            while (position < end && replay.hasNext()) {
                for (TrackedEventMessage<?> event : replay.next()) {
                    long at = Position.of(event.trackingToken());
                    position = Math.min(at, end);
                    if (past.includes(event)) {
                        write(id, own, Envelopes.of(event), out);
                    }
                }
            }
        }
        out.writeEndArray();
        out.writeNumberProperty("position", position);
        out.writeEndObject();
    }

    private void write(MemberId id, boolean own, Envelope event, JsonGenerator out) {
        String told = json.writeValueAsString(event);
        // An id is no part of any other text, unless somebody names the member in it.
        if (told.contains(id.toString()) && (!own || OwnData.holds(event, id))) {
            out.writeRawValue(told);
        }
    }
}
