package org.geben.application.imports.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a UTF-8 file. Unlike a reader of the JDK it never replaces what is not UTF-8, nor gives up the file for
 * it, and a line without an end costs no more memory than the longest line allowed.
 */
public final class TextLines implements Closeable {

    private static final int LONGEST = 8 << 20;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final InputStream file;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long number;

    public TextLines(Path path) throws IOException {
        this.file = Files.newInputStream(path);
    }

    /**
     * @param number from 1
     * @param text without its end; absent if there is a fault
     * @param fault what is wrong with the line, as a sentence
     */
    public record Line(
            long number, @Nullable String text, @Nullable String fault) {}

    /** The next line, or null after the last one. */
    public @Nullable Line next() throws IOException {
        if (position == limit && !fill()) {
            return null;
        }
        number++;
        ByteArrayOutputStream head = new ByteArrayOutputStream(0);
        boolean tooLong = false;
        while (true) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            boolean complete = end < limit;
            if (complete && head.size() == 0 && !tooLong) {
                Line line = line(ByteBuffer.wrap(buffer, position, end - position));
                position = end + 1;
                return line;
            }
            tooLong |= head.size() + end - position > LONGEST;
            if (!tooLong) {
                head.write(buffer, position, end - position);
            }
            position = complete ? end + 1 : end;
            if (complete || !fill()) {
                return tooLong
                        ? new Line(number, null, "The line is longer than 8 MiB.")
                        : line(ByteBuffer.wrap(head.toByteArray()));
            }
        }
    }

    private Line line(ByteBuffer bytes) {
        try {
            String text = UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
            boolean marked = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return new Line(number, marked ? text.substring(1) : text, null);
        } catch (CharacterCodingException notUtf8) {
            return new Line(number, null, "The line is not UTF-8.");
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, file.read(buffer));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
