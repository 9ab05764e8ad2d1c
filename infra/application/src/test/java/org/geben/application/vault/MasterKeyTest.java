package org.geben.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.geben.application.process.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
    @TempDir
    private Path directory;

    @Test
    void isMadeAndKeptInADirectoryThatIsNotThereYet() {
        Path missing = directory.resolve("data").resolve("geben");
        MasterKey made = MasterKey.of(null, missing, true);
        assertThat(made.bytes()).hasSize(Seal.KEY_BYTES);
        assertThat(MasterKey.of(null, missing, false).bytes()).isEqualTo(made.bytes());
    }

    @Test
    void isNotMadeAnewWhereSomethingIsSealedAlready() {
        Path missing = directory.resolve("data");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> MasterKey.of(null, missing, false))
                .withMessageContaining("put the file back");
        assertThat(missing).doesNotExist();
    }
}
