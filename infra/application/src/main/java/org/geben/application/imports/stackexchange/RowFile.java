package org.geben.application.imports.stackexchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.geben.application.imports.intake.Intake;
import org.geben.application.imports.intake.TextLines;
import org.geben.application.imports.intake.UnusableExport;
import org.jspecify.annotations.Nullable;

/** One file of the dump: a declaration, a root element, and a row a line. */
final class RowFile {

    private final Path path;
    private final String name;
    private final String type;

    /** @param type among which its rows are counted; also the name of the root element */
    RowFile(Path directory, String name, String type) {
        this.path = directory.resolve(name);
        this.name = name;
        this.type = type;
    }

    /** What takes the rows. */
    @FunctionalInterface
    interface Reader {
        void read(Row row) throws MalformedRow, IOException;
    }

    void mustExist() {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new UnusableExport(
                    "%s is missing or cannot be read: unpack the whole dump of the site (Users.xml, Posts.xml, Comments.xml, Votes.xml) into %s and run the import again."
                            .formatted(path, path.getParent()));
        }
    }

    /**
     * Reads every row; one that cannot be read is counted as an error, and the rest goes on.
     *
     * @throws UnusableExport if this is not the file that its name says
     */
    void read(Intake intake, Reader reader) throws IOException {
        try (TextLines lines = new TextLines(path)) {
            boolean open = false;
            boolean ended = false;
            long last = 0;
            for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
                last = line.number();
                String text = line.text() == null ? null : line.text().strip();
                if (text != null && text.isEmpty()) {
                    continue;
                }
                if (!open) {
                    open = opens(text, line.number());
                } else if (!ended && "</%s>".formatted(root()).equals(text)) {
                    ended = true;
                } else {
                    read(intake, reader, line, text);
                }
            }
            if (!open) {
                throw notThisFile();
            }
            if (!ended) {
                intake.problem(
                        name,
                        last,
                        "The file ends without </%s>: it is truncated. Get a complete copy and run the import again; what is in already stays."
                                .formatted(root()));
            }
        }
    }

    private void read(Intake intake, Reader reader, TextLines.Line line, @Nullable String text) throws IOException {
        try {
            if (text == null) {
                throw new MalformedRow(line.fault() == null ? "The line cannot be read." : line.fault());
            }
            reader.read(Row.parse(name, line.number(), text));
        } catch (MalformedRow malformed) {
            intake.fault(type, name, line.number(), String.valueOf(malformed.getMessage()));
        }
    }

    /** Whether the rows begin after this line. */
    private boolean opens(@Nullable String text, long number) {
        if (text != null && text.equals("<%s>".formatted(root()))) {
            return true;
        }
        if (text != null && number == 1 && text.startsWith("<?xml")) {
            return false;
        }
        throw notThisFile();
    }

    private UnusableExport notThisFile() {
        return new UnusableExport(
                "%s does not begin with <%s> as that file of a Stack Exchange dump does: check that %s holds the unpacked dump of one site."
                        .formatted(path, root(), path.getParent()));
    }

    private String root() {
        return name.substring(0, name.indexOf('.')).toLowerCase(Locale.ROOT);
    }
}
