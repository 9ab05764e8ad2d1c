package org.geben.application.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.geben.application.process.CannotStart;
import org.geben.application.process.SecretFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessKeyTest {

    @TempDir
    Path directory;

    @Test
    void isMadeOnceShownOnceAndUsedAgain() throws Exception {
        Path file = directory.resolve("admin.key");
        AccessKey made = AccessKey.keptIn(file);
        String key = SecretFile.read(file);
        AccessKey found = AccessKey.keptIn(file);
        assertThat(made.matches(key)).isTrue();
        assertThat(found.matches(key)).isTrue();
        assertThat(made.announcement()).contains(key);
        assertThat(found.announcement()).doesNotContain(key).contains(file.toString());
    }

    @Test
    void matchesNothingElse() {
        AccessKey key = AccessKey.configured("the right one");
        assertThat(key.matches("the right one")).isTrue();
        assertThat(key.matches("the right one ")).isFalse();
        assertThat(key.matches("")).isFalse();
    }

    @Test
    void isNotTakenFromAnEmptyFile() throws Exception {
        Path file = Files.writeString(directory.resolve("admin.key"), "\n");
        assertThatThrownBy(() -> AccessKey.keptIn(file))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is empty");
    }
}
