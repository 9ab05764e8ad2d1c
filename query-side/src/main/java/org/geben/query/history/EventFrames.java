package org.geben.query.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.Envelope;
import org.geben.query.Refusal;
import tools.jackson.databind.ObjectWriter;

/** Writes the text format of Server-Sent Events. Every call blocks until the client has room for it. */
final class EventFrames {
    private final OutputStream out;
    private final ObjectWriter json;

    /** @param json must write one line */
    EventFrames(OutputStream out, ObjectWriter json) {
        this.out = out;
        this.json = json;
    }

    void event(TrackedEventMessage<?> event) throws IOException {
        Envelope envelope = Envelopes.of(event);
        write("id: " + envelope.position() + "\nevent: " + envelope.type() + "\ndata: "
                + json.writeValueAsString(envelope) + "\n\n");
    }

    /** A block without data is not an event, yet the client remembers its id as the last one. */
    void position(long position) throws IOException {
        write("id: " + position + "\n\n");
    }

    void retryAfter(Duration pause) throws IOException {
        write("retry: " + pause.toMillis() + "\n\n");
    }

    void heartbeat() throws IOException {
        write(":\n\n");
    }

    /** Why the stream ends here. It is no event of the log: the last id stays what it was. */
    void refused(Refusal refusal) throws IOException {
        write("event: stream.refused\ndata: "
                + json.writeValueAsString(new Refused(refusal.code(), String.valueOf(refusal.getMessage()))) + "\n\n");
    }

    private record Refused(String code, String detail) {}

    void flush() throws IOException {
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }
}
