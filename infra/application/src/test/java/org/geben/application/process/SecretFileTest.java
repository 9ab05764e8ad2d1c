package org.geben.application.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    @TempDir
    Path directory;

    @Test
    void makesSecretsOf256Bits() {
        assertThat(Base64.getUrlDecoder().decode(SecretFile.generate())).hasSize(32);
        assertThat(SecretFile.generate()).isNotEqualTo(SecretFile.generate());
    }

    @Test
    void canBeReadByItsOwnerOnly() throws Exception {
        Path file = directory.resolve("secret");
        SecretFile.create(file, "hush");
        assertThat(SecretFile.read(file)).isEqualTo("hush");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void neverReplacesASecretThatIsThere() throws Exception {
        Path file = directory.resolve("secret");
        SecretFile.create(file, "first");
        assertThatThrownBy(() -> SecretFile.create(file, "second")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(SecretFile.read(file)).isEqualTo("first");
    }

    @Test
    void doesWithoutLinksWhereTheFileSystemHasNone() throws Exception {
        Path file = directory.resolve("secret");
        SecretFile.Linking refused = (name, existing) -> {
            throw new FileSystemException(name.toString(), existing.toString(), "Operation not permitted");
        };
        SecretFile.create(file, "first", refused);
        assertThatThrownBy(() -> SecretFile.create(file, "second", refused))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(SecretFile.read(file)).isEqualTo("first");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void seesWhetherOthersCanReadIt() throws Exception {
        Path file = directory.resolve("secret");
        SecretFile.create(file, "hush");
        assertThat(SecretFile.isOpenToOthers(file)).isFalse();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(SecretFile.isOpenToOthers(file)).isTrue();
    }
}
