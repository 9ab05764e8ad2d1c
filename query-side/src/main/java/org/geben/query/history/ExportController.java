package org.geben.query.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

    ExportController(History history, Access access, JsonMapper json) {
        this.history = history;
        this.access = access;
        this.json = json;
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
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable MemberId reader,
            HttpServletResponse response)
            throws IOException {
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
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"member-%s.json\"".formatted(id));
        try (JsonGenerator out = json.createGenerator(response.getOutputStream(), JsonEncoding.UTF8)) {
            write(id, own, out);
        }
    }

    private boolean isMember(MemberId id) {
        Iterator<? extends DomainEventMessage<?>> events = history.stream(id.stream(), 0);
        return events.hasNext() && events.next().getPayloadType() == MemberJoined.class;
    }

    private void write(MemberId id, boolean own, JsonGenerator out) {
        String member = id.toString();
        long position = 0;
        out.writeStartObject();
        out.writeStringProperty("member", member);
        out.writeArrayPropertyStart("events");
        try (History.Replay replay = history.after(0)) {
            while (replay.hasNext()) {
                for (TrackedEventMessage<?> event : replay.next()) {
                    position = Position.of(event.trackingToken());
                    Envelope envelope = Envelopes.of(event);
                    String told = json.writeValueAsString(envelope);
                    // An id is no part of any other text, unless somebody names the member in it.
                    if (told.contains(member) && (!own || OwnData.holds(envelope, id))) {
                        out.writeRawValue(told);
                    }
                }
            }
        }
        out.writeEndArray();
        out.writeNumberProperty("position", position);
        out.writeEndObject();
    }
}
