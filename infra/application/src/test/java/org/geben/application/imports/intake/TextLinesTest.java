package org.geben.application.imports.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLinesTest {

    @TempDir
    private Path work;

    @Test
    void givesLinesOfAnyLengthWithTheirNumbers() throws IOException {
        String longer = "ä".repeat(100_000);

        assertThat(lines("\ufeffone\n\n%s\nlast".formatted(longer).getBytes(UTF_8)))
                .containsExactly(line(1, "one"), line(2, ""), line(3, longer), line(4, "last"));
        assertThat(lines("one\n".getBytes(UTF_8))).containsExactly(line(1, "one"));
        assertThat(lines(new byte[0])).isEmpty();
    }

    @Test
    void aLineThatIsTooLongCostsOnlyItself() throws IOException {
        String tooLong = "x".repeat(9 << 20);

        assertThat(lines("one\n%s\nthree".formatted(tooLong).getBytes(UTF_8)))
                .containsExactly(
                        line(1, "one"),
                        new TextLines.Line(2, null, "The line is longer than 8 MiB."),
                        line(3, "three"));
    }

    @Test
    void aLineThatIsNotUtf8CostsOnlyItself() throws IOException {
        assertThat(lines(new byte[] {'a', '\n', (byte) 0xC3, '\n', 'b'}))
                .containsExactly(line(1, "a"), new TextLines.Line(2, null, "The line is not UTF-8."), line(3, "b"));
    }

    private static TextLines.Line line(long number, String text) {
        return new TextLines.Line(number, text, null);
    }

    private List<TextLines.Line> lines(byte[] content) throws IOException {
        Path file = Files.write(work.resolve("file"), content);
        List<TextLines.Line> all = new ArrayList<>();
        try (TextLines lines = new TextLines(file)) {
            for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
                all.add(line);
            }
        }
        return all;
    }
}
