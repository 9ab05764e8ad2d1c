package org.geben.application.imports.slack;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.geben.application.imports.intake.Intake;
import tools.jackson.databind.JsonNode;

/** One object of an export's file, with where it stands. */
record Element(String file, long line, JsonNode node) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TIMESTAMP = Pattern.compile("(\\d{1,10})(?:\\.(\\d{1,6}))?");

    String origin() {
        return Intake.origin(file, line);
    }

    /** Absent if the field is absent, empty, or not a text. */
    Optional<String> text(String field) {
        return text(node.path(field));
    }

    /** The same of a field within a field. */
    Optional<String> text(String outer, String field) {
        return text(node.path(outer).path(field));
    }

    boolean flag(String field) {
        return node.path(field).isBoolean() && node.path(field).booleanValue();
    }

    /** Slack's ids are of letters and digits. */
    String id(String field) throws MalformedElement {
        return optionalId(field).orElseThrow(() -> new MalformedElement("There is no '%s'.".formatted(field)));
    }

    Optional<String> optionalId(String field) throws MalformedElement {
        Optional<String> id = text(field);
        if (id.isPresent() && !isId(id.get())) {
            throw new MalformedElement("'%s' is not an id of Slack's.".formatted(field));
        }
        return id;
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Seconds since 1970 with up to six decimals, as text or (in {@code created}) as a number. */
    Instant time(String field) throws MalformedElement {
        JsonNode value = node.path(field);
        String text = value.isString() || value.isIntegralNumber() ? value.asString() : "";
        Matcher parts = TIMESTAMP.matcher(text);
        if (parts.matches()) {
            String fraction = parts.group(2) == null ? "" : parts.group(2);
            long micros = fraction.isEmpty() ? 0 : Long.parseLong(fraction + "0".repeat(6 - fraction.length()));
            Instant time = Instant.ofEpochSecond(Long.parseLong(parts.group(1))).plus(micros, ChronoUnit.MICROS);
            if (Intake.isPlausible(time)) {
                return time;
            }
        }
        throw new MalformedElement(
                "'%s' must be a time in seconds since 1970, such as \"1433558319.000002\".".formatted(field));
    }

    /** The exact text that identifies a message. */
    String timestamp(String field) throws MalformedElement {
        time(field);
        return text(field)
                .orElseThrow(() ->
                        new MalformedElement("'%s' must be text, since it identifies a message.".formatted(field)));
    }

    /** The elements of an array; none if there is no array. */
    List<JsonNode> array(String field) {
        JsonNode array = node.path(field);
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false).toList()
                : List.of();
    }

    static Optional<String> text(JsonNode value) {
        return value.isString() ? Optional.of(value.asString()).filter(text -> !text.isEmpty()) : Optional.empty();
    }
}
