package org.geben.application.imports.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void removesWhatAKilledImportLeftAndNothingElse() throws IOException {
        Path orphan = Files.createDirectory(parent.resolve("geben-import-999999999999-1"));
        Files.writeString(orphan.resolve("records.lines"), "somebody's words");
        Path other = Files.createDirectory(parent.resolve("geben-data"));
        Path running = WorkDirectory.open(parent);

        Path next = WorkDirectory.open(parent);

        assertThat(orphan).doesNotExist();
        assertThat(parent).isDirectoryContaining(other::equals);
        assertThat(running).isDirectory();
        assertThat(next).isDirectory().isNotEqualTo(running);
    }

    @Test
    void saysWhatToDoWhereThereCanBeNone() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatExceptionOfType(UnusableExport.class)
                .isThrownBy(() -> WorkDirectory.open(file))
                .withMessageEndingWith("name another directory with --temp DIR.");
    }
}
