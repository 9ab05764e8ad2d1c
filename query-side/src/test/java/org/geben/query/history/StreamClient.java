package org.geben.query.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.geben.query.Reader;
import org.jspecify.annotations.Nullable;

/**
 * An EventSource as the HTML standard describes it, over a bare socket so that it can be cut at any byte. It speaks
 * HTTP/1.0, for which the body comes as it is.
 */
final class StreamClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<Received> events = new ArrayList<>();
    private final String head;
    private String lastEventId;
    private String id;
    private String event = "";
    private @Nullable String data;
    private int comments;

    record Received(long id, String event, String data) {}

    static StreamClient connect(int port, String query, @Nullable String lastEventId) throws IOException {
        return new StreamClient(port, query, lastEventId, 0);
    }

    static StreamClient connect(int port, UUID reader) throws IOException {
        return new StreamClient(port, "", null, 0, "%s: %s\r\n".formatted(Reader.HEADER, reader));
    }

    /** @param room bytes that the client's side buffers; 0 for the platform's default */
    StreamClient(int port, String query, @Nullable String lastEventId, int room) throws IOException {
        this(port, query, lastEventId, room, "");
    }

    private StreamClient(int port, String query, @Nullable String lastEventId, int room, String headers)
            throws IOException {
        this.lastEventId = lastEventId == null ? "" : lastEventId;
        this.id = this.lastEventId;
        if (room > 0) {
            socket.setReceiveBufferSize(room);
        }
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        String resume = lastEventId == null ? "" : "Last-Event-ID: %s\r\n".formatted(lastEventId);
        socket.getOutputStream()
                .write("GET /api/v1/events/stream%s HTTP/1.0\r\nHost: localhost\r\n%s%s\r\n"
                        .formatted(query, headers, resume)
                        .getBytes(UTF_8));
        in = new BufferedInputStream(socket.getInputStream(), 1_024);
        head = readHead();
    }

    String head() {
        return head;
    }

    List<Received> events() {
        return events;
    }

    String lastEventId() {
        return lastEventId;
    }

    int comments() {
        return comments;
    }

    /** Reads until the condition holds or the server ends the stream. */
    void readUntil(BooleanSupplier enough) throws IOException {
        while (!enough.getAsBoolean() && readByte()) {
            // Reading is all there is to do.
        }
    }

    void readBytes(int most, BooleanSupplier enough) throws IOException {
        for (int i = 0; i < most && !enough.getAsBoolean() && readByte(); i++) {
            // Reading is all there is to do.
        }
    }

    /** The body of an answer that ends. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }

    private String readHead() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private boolean readByte() throws IOException {
        int next;
        try {
            next = in.read();
        } catch (SocketException reset) {
            next = -1;
        }
        if (next < 0) {
            return false;
        }
        if (next == '\n') {
            take(line.toString(UTF_8));
            line.reset();
        } else {
            line.write(next);
        }
        return true;
    }

    private void take(String text) {
        if (text.isEmpty()) {
            dispatch();
        } else if (text.startsWith(":")) {
            comments++;
        } else if (text.startsWith("id: ")) {
            id = text.substring(4);
        } else if (text.startsWith("event: ")) {
            event = text.substring(7);
        } else if (text.startsWith("data: ")) {
            data = text.substring(6);
        }
    }

    private void dispatch() {
        lastEventId = id;
        if (data != null) {
            events.add(new Received(Long.parseLong(id), event, data));
        }
        data = null;
        event = "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
