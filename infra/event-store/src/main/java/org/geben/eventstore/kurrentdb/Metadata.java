package org.geben.eventstore.kurrentdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.geben.eventstore.engine.SerializedEvent;

/**
 * What KurrentDB keeps beside an event's payload: a JSON object of strings, for an append to several streams takes
 * nothing else. Axon's metadata can be any JSON, so it goes in as one string. The server and tracing add keys of their
 * own, which begin with {@code $}; they are let be.
 */
final class Metadata {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String TYPE = "type";
    private static final String SEQUENCE = "sequence";
    private static final String REVISION = "revision";
    private static final String OCCURRED = "occurredMicros";
    private static final String METADATA = "metadata";

    private final Map<String, String> entries;

    private Metadata(Map<String, String> entries) {
        this.entries = entries;
    }

    static byte[] of(SerializedEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.metadata().length + 128);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (event.type() != null) {
                json.writeStringField(TYPE, event.type());
            }
            if (event.sequence() != null) {
                json.writeStringField(SEQUENCE, event.sequence().toString());
            }
            if (event.payloadRevision() != null) {
                json.writeStringField(REVISION, event.payloadRevision());
            }
            json.writeStringField(OCCURRED, Long.toString(event.occurredMicros()));
            json.writeStringField(METADATA, new String(event.metadata(), UTF_8));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Metadata parse(byte[] bytes) {
        Map<String, String> entries = new HashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    entries.put(key, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new EventStoreException("The metadata of a record is not what this engine writes", e);
        }
        return new Metadata(entries);
    }

    String type() {
        return required(TYPE);
    }

    long sequence() {
        return Long.parseLong(required(SEQUENCE));
    }

    Optional<String> payloadRevision() {
        return Optional.ofNullable(entries.get(REVISION));
    }

    long occurredMicros() {
        return Long.parseLong(required(OCCURRED));
    }

    byte[] metadata() {
        return required(METADATA).getBytes(UTF_8);
    }

    private String required(String key) {
        return Optional.ofNullable(entries.get(key))
                .orElseThrow(() -> new EventStoreException(
                        "The metadata of a record lacks [%s]: this engine did not write it".formatted(key)));
    }
}
