package org.geben.application.bulk;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.geben.application.bulk.Lines.Line;
import org.geben.application.http.Problem;
import org.geben.command.Circumstances;
import org.geben.command.Order;
import org.geben.kernel.NaturalKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes an order of each line. */
final class LineReading {
    private static final Duration FAST_CLOCK = Duration.ofMinutes(1);
    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._-]{0,99}");
    private static final int LONGEST_KEY = 500;

    private final KnownCommands commands;
    private final JsonMapper json;
    private final Clock clock;
    private final int longest;

    LineReading(KnownCommands commands, JsonMapper json, Clock clock, int longest) {
        this.commands = commands;
        this.json = json;
        this.clock = clock;
        this.longest = longest;
    }

    /**
     * Of which request a line is.
     *
     * @param correlationId shared by all that it records
     * @param seed of ids that lines leave out, the same for the same request; absent if it is not to be repeated
     */
    record Request(String correlationId, @Nullable String seed) {}

    /** A line that can be sent. */
    record Readable(long number, Order order, CommandShape shape) {
        String id() {
            return shape.id(order.command());
        }
    }

    Readable read(Line line, Request request) throws UnreadableLine {
        byte[] bytes = line.bytes();
        if (bytes == null) {
            throw new UnreadableLine(
                    "LINE_TOO_LARGE",
                    String.format(Locale.ROOT, "A line must not be longer than %,d bytes.", longest),
                    null);
        }
        CommandLine sent = parse(bytes);
        if (sent.command() == null) {
            throw UnreadableLine.missing("/command");
        }
        CommandShape shape = commands.named(sent.command());
        if (shape == null) {
            throw new UnreadableLine(
                    "COMMAND_UNKNOWN",
                    "There is no such command; there are %s.".formatted(String.join(", ", commands.names())),
                    "/command");
        }
        JsonNode data = sent.data() == null || sent.data().isNull() ? json.createObjectNode() : sent.data();
        if (!data.isObject()) {
            throw new UnreadableLine("UNREADABLE_JSON", "/data must be a JSON object.", "/data");
        }
        if (sent.occurredAt() != null && !shape.mayBeLate()) {
            throw new UnreadableLine(
                    "OCCURRED_AT_WITHOUT_USE",
                    "%s decides what holds from now on: leave out when it happened.".formatted(shape.name()),
                    "/occurredAt");
        }
        Instant occurredAt = occurredAt(sent.occurredAt());
        Object command = shape.command(data, sent.actor(), newId(line, bytes, sent, shape, request));
        Circumstances circumstances = new Circumstances(
                occurredAt,
                sent.actor() == null ? shape.actor(command) : sent.actor(),
                request.correlationId(),
                sent.source(),
                false);
        return new Readable(line.number(), new Order(command, circumstances), shape);
    }

    private CommandLine parse(byte[] bytes) throws UnreadableLine {
        try {
            CommandLine sent = json.readValue(bytes, CommandLine.class);
            if (sent == null) {
                throw new UnreadableLine("UNREADABLE_JSON", "A line is a JSON object.", null);
            }
            return sent;
        } catch (JacksonException unreadable) {
            throw new UnreadableLine(Problem.ofUnreadable(unreadable, ""));
        }
    }

    private Instant occurredAt(@Nullable String text) throws UnreadableLine {
        Instant now = clock.instant();
        if (text == null) {
            return now;
        }
        Instant occurredAt;
        try {
            occurredAt = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException malformed) {
            throw new UnreadableLine(
                    "MALFORMED", "/occurredAt must be a time after RFC 3339, with its offset.", "/occurredAt");
        }
        if (occurredAt.isBefore(Instant.EPOCH)) {
            throw new UnreadableLine(
                    "OCCURRED_TOO_LONG_AGO", "Nothing is taken that happened before 1970.", "/occurredAt");
        }
        if (occurredAt.isAfter(now.plus(FAST_CLOCK))) {
            throw new UnreadableLine(
                    "OCCURRED_IN_THE_FUTURE", "This has not happened yet by the clock of this server.", "/occurredAt");
        }
        return occurredAt;
    }

    private static UUID newId(Line line, byte[] bytes, CommandLine sent, CommandShape shape, Request request)
            throws UnreadableLine {
        if (sent.source() != null && !SOURCE.matcher(sent.source()).matches()) {
            throw new UnreadableLine(
                    "MALFORMED",
                    "/source has 1 to 100 letters, digits, colons, dots, hyphens or underscores.",
                    "/source");
        }
        if (sent.key() != null) {
            return keyed(sent.source(), sent.key(), shape);
        }
        return request.seed() == null
                ? UuidCreator.getTimeOrderedEpoch()
                : NaturalKey.uuid(
                        "line",
                        request.seed(),
                        Long.toString(line.number()),
                        new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static UUID keyed(@Nullable String source, String key, CommandShape shape) throws UnreadableLine {
        if (!shape.makesSomethingNew()) {
            throw new UnreadableLine(
                    "KEY_WITHOUT_USE", "%s makes nothing new that a key could name.".formatted(shape.name()), "/key");
        }
        if (source == null) {
            throw UnreadableLine.missing("/source");
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new UnreadableLine("MALFORMED", "/key has 1 to 500 characters.", "/key");
        }
        return NaturalKey.uuid(source, shape.noun(), key);
    }
}
