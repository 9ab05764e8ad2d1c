package org.geben.query.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.geben.query.Access;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log as Server-Sent Events. It writes to the response with the request's own virtual thread instead of through an
 * asynchronous emitter: a write blocks while the client is slow, which is the back-pressure, and fails when the client
 * is gone, which is the clean-up; no event waits in memory and no other client waits.
 */
@RestController
@Tag(name = "Events")
final class EventStreamController {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreamController.class);

    private final EventStore eventStore;
    private final EventStorageEngine log;
    private final Access access;
    private final Subscribers subscribers;
    private final StreamSettings settings;
    private final ObjectWriter json;

    EventStreamController(
            EventStore eventStore,
            EventStorageEngine log,
            Access access,
            Subscribers subscribers,
            StreamSettings settings,
            JsonMapper json) {
        this.eventStore = eventStore;
        this.log = log;
        this.access = access;
        this.subscribers = subscribers;
        this.settings = settings;
        this.json = json.writer().without(SerializationFeature.INDENT_OUTPUT);
    }

    @GetMapping(path = "/api/v1/events/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Follows the log as Server-Sent Events",
            description = "Begins after the event named by Last-Event-ID (browsers send it when they reconnect), else"
                    + " by after, else with what comes from now on. Each event has the position as id, the stable type"
                    + " as event and the envelope in one line of data. Resuming after the last id neither loses nor"
                    + " repeats an event. Comments keep the connection alive; an id without data says how far a"
                    + " filtered stream has read. For the operator; where Geben-Actor names a member, for auditors,"
                    + " integrators and administrators. Roles are looked at again as often as the connection is kept"
                    + " alive: without one the stream ends with the event stream.refused, which has no id and tells a"
                    + " code and a detail.")
    @ApiResponse(
            responseCode = "200",
            description =
                    "The stream; it ends only when the client goes, may not read it any more, or the node shuts down.",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    void follow(
            @RequestHeader(name = "Last-Event-ID", required = false)
                    @Parameter(description = "The last id received; it counts more than after.")
                    @Nullable
                    String lastEventId,
            @RequestParam(required = false)
                    @Parameter(description = "The position after which to begin; -1 for the first event.")
                    @Nullable
                    String after,
            @RequestParam(required = false) @Parameter(description = "Stable event types; repeatable.") @Nullable
                    Set<String> type,
            @RequestParam(required = false) @Parameter(hidden = true) @Nullable String asOf,
            @RequestParam(required = false) @Parameter(hidden = true) @Nullable String atPosition,
            @RequestParam(required = false) @Parameter(hidden = true) @Nullable String minPosition,
            @RequestParam(required = false) @Parameter(hidden = true) @Nullable String generation,
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader,
            HttpServletResponse response)
            throws IOException {
        requirePresent("asOf", asOf);
        requirePresent("atPosition", atPosition);
        Past past = Past.whole(minPosition, generation);
        Types types = Types.named(type);
        Long named = named(lastEventId, after);
        Reader follower = Reader.of(reader);
        Runnable permission = () -> access.mustHold(follower, AsOf.NOW, HistoryReaders.ROLES);
        permission.run();
        past.requireWithin(() -> Position.last(log));
        long start = start(named, lastEventId != null ? "Last-Event-ID" : "after");
        subscribers.enter();
        try (BlockingStream<TrackedEventMessage<?>> events = eventStore.openStream(Position.token(start))) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-cache");
            // Proxies that buffer would hold events back until their buffer is full.
            response.setHeader("X-Accel-Buffering", "no");
            EventFrames frames = new EventFrames(response.getOutputStream(), json);
            subscribers.serve(new Subscription(events, start, types, frames, permission, settings.heartbeat()));
        } catch (RuntimeException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            // The answer has begun, so the end of the stream is the only message left: the client resumes.
            LOG.warn("A stream of events broke off; its client will resume", e);
        } finally {
            subscribers.leave();
        }
    }

    private static void requirePresent(String parameter, @Nullable String asked) {
        if (asked != null) {
            throw Refusal.badRequest(
                    "STREAM_WITHOUT_PAST",
                    "A stream tells what comes: leave %s out, or read the past from GET /api/v1/events."
                            .formatted(parameter),
                    parameter);
        }
    }

    private static @Nullable Long named(@Nullable String lastEventId, @Nullable String after) {
        if (lastEventId != null) {
            return Position.parse("Last-Event-ID", lastEventId);
        }
        return after == null ? null : Position.parse("after", after);
    }

    private long start(@Nullable Long named, String parameter) {
        if (named == null) {
            return Position.of(log.createHeadToken());
        }
        Position.requireWithin(log, named, parameter);
        return named;
    }
}
