package org.geben.application.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.geben.application.bulk.Lines.Line;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void passesOverBlankLinesButCountsThem() throws IOException {
        assertThat(read("a\n\n \t\r\nb\r\n", 10)).containsExactly("1:a", "4:b\r");
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(read("a\nb", 10)).containsExactly("1:a", "2:b");
        assertThat(read("", 10)).isEmpty();
    }

    @Test
    void aLineThatIsTooLongIsPassedOver() throws IOException {
        assertThat(read("a\n" + "x".repeat(200_000) + "\nb\n" + "y".repeat(11), 10))
                .containsExactly("1:a", "2:too long", "3:b", "4:too long");
    }

    @Property(tries = 100)
    void everyLineIsReadHoweverItComes(
            @ForAll @Size(max = 20) List<@AlphaChars @StringLength(min = 1, max = 12) String> texts,
            @ForAll @IntRange(min = 1, max = 5) int atOnce)
            throws IOException {
        InputStream slow = new ByteArrayInputStream(String.join("\n", texts).getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, atOnce));
            }
        };
        assertThat(read(slow, 8))
                .extracting(line -> line.substring(line.indexOf(':') + 1))
                .isEqualTo(texts.stream()
                        .map(text -> text.length() > 8 ? "too long" : text)
                        .collect(Collectors.toList()));
    }

    private static List<String> read(String text, int longest) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(UTF_8)), longest);
    }

    private static List<String> read(InputStream stream, int longest) throws IOException {
        Lines lines = new Lines(stream, longest);
        List<String> read = new ArrayList<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            read.add(line.number() + ":"
                    + (line.bytes() == null ? "too long" : new String(Objects.requireNonNull(line.bytes()), UTF_8)));
        }
        return read;
    }
}
