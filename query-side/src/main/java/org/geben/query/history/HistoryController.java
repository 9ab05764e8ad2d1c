package org.geben.query.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.geben.kernel.Envelope;
import org.geben.query.Access;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The history, page by page. Filters look at each event in passing, since the log is indexed by position alone for
 * tracking reads; so that a rare type cannot hold up the log, one call looks at {@value #MOST_SCANNED} events at most
 * and says where the next one goes on. It tells everything of everybody, so of members only those read it who have a role
 * for that.
 */
@RestController
@Tag(name = "Events", description = "The event log as history and as a stream.")
final class HistoryController {
    static final int MOST_SCANNED = 50_000;
    private static final int MOST_ON_A_PAGE = 1_000;

    private final EventStorageEngine log;
    private final Access access;
    private final Clock clock;

    HistoryController(EventStorageEngine log, Access access, Clock clock) {
        this.log = log;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/api/v1/events")
    @Operation(
            summary = "Reads the history in the order of the log",
            description = "Pass next as after to read on. A page may hold few events, or none, and still have a next:"
                    + " filters are applied while reading on, a bounded way at a time. Without a next the end of the"
                    + " log is reached; to read on later, pass position as after. All pages of a past are asked for with"
                    + " the same asOf or atPosition; of what had happened by a moment the log may learn later. It is"
                    + " read from the log itself, so there is nothing to wait for: a minPosition that the log does not"
                    + " have is refused, as is a generation. For the operator; where Geben-Actor names a member, for"
                    + " auditors, integrators and administrators.")
    Page events(
            @RequestParam(required = false)
                    @Parameter(description = "The position after which to begin; without it, from the first event.")
                    @Nullable
                    String after,
            @RequestParam(defaultValue = "100") @Parameter(description = "1 to 1000 events.") int limit,
            @RequestParam(required = false) @Parameter(description = "Stable event types; repeatable.") @Nullable
                    Set<String> type,
            @RequestParam(required = false)
                    @Parameter(
                            description =
                                    "The id of the member, contribution, … that the events happened to. The log is"
                                            + " looked through for it: it costs as much as to read all events.")
                    @Nullable
                    String stream,
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
            @RequestHeader(name = Reader.HEADER, required = false) @Nullable String reader) {
        if (limit < 1 || limit > MOST_ON_A_PAGE) {
            throw Refusal.badRequest(
                    "LIMIT_OUT_OF_BOUNDS",
                    String.format(Locale.ROOT, "limit must be 1 to %,d.", MOST_ON_A_PAGE),
                    "limit");
        }
        long start = after == null ? Position.BEFORE_ALL : Position.parse("after", after);
        Types types = Types.named(type);
        Past past = Past.of(asOf, atPosition, minPosition, generation, clock.instant());
        access.mustHold(Reader.of(reader), AsOf.NOW, HistoryReaders.ROLES);
        if (after != null) {
            Position.requireWithin(log, start, "after");
        }
        past.requireWithin(() -> Position.last(log));
        return page(
                start,
                limit,
                past.end(),
                event -> types.include(event)
                        && past.includes(event)
                        && (stream == null || stream.equals(Envelopes.streamOf(event))));
    }

    private Page page(long start, int limit, long end, Predicate<TrackedEventMessage<?>> wanted) {
        List<Envelope> found = new ArrayList<>();
        long position = start;
        try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(Position.token(start), false)) {
            Iterator<? extends TrackedEventMessage<?>> following = events.iterator();
            for (int scanned = 0; found.size() < limit && scanned < MOST_SCANNED; scanned++) {
                if (!following.hasNext()) {
                    return new Page(found, null, position);
                }
                TrackedEventMessage<?> event = following.next();
                if (Position.of(event.trackingToken()) > end) {
                    return new Page(found, null, Math.max(start, end));
                }
                position = Position.of(event.trackingToken());
                if (wanted.test(event)) {
                    found.add(Envelopes.of(event));
                }
            }
            return new Page(found, position < end && following.hasNext() ? position : null, position);
        }
    }

    /**
     * @param next the position after which to go on; null at the end of the log, or of the past that is asked for
     * @param position up to which the log was looked through, also where no event passed the filters; -1 while the log
     *     is empty
     */
    record Page(List<Envelope> events, @Nullable Long next, long position) {}
}
