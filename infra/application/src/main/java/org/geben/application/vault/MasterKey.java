package org.geben.application.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.geben.application.process.CannotStart;
import org.geben.application.process.DataDirectory;
import org.geben.application.process.SecretFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals the members' keys. 256 bits; as text in Base64, in either alphabet. */
record MasterKey(byte[] bytes) {
    private static final Logger log = LoggerFactory.getLogger(MasterKey.class);
    private static final String FILE = "vault-master-key";

    /**
     * The configured one, or the one that the data directory keeps, which is made where there is none.
     *
     * @param mayBeMade whether nothing is sealed yet
     * @throws CannotStart if it is no key
     */
    static MasterKey of(@Nullable String configured, Path dataDirectory, boolean mayBeMade) {
        if (configured != null && !configured.isBlank()) {
            return decoded(configured.strip(), "geben.vault.master-key");
        }
        Path file = dataDirectory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                if (!mayBeMade) {
                    throw new CannotStart(
                            "The vault is sealed, and its master key is not in %s: put the file back, or set geben.vault.master-key (nothing was changed)."
                                    .formatted(file));
                }
                make(DataDirectory.prepare(dataDirectory).resolve(FILE));
            }
            return decoded(SecretFile.read(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path file) throws IOException {
        try {
            SecretFile.create(file, SecretFile.generate());
            log.warn(
                    "Made the master key of the vault in {}: keep a copy of it apart from the database's backups, or set geben.vault.master-key. Without it nothing personal can be read.",
                    file);
        } catch (FileAlreadyExistsException anotherProcessWasFirst) {
            log.debug("Another process has made {}", file);
        }
    }

    private static MasterKey decoded(String text, String origin) {
        try {
            byte[] key = Base64.getUrlDecoder()
                    .decode(text.replace('+', '-').replace('/', '_').replace("=", ""));
            if (key.length == Seal.KEY_BYTES) {
                return new MasterKey(key);
            }
        } catch (IllegalArgumentException noBase64) {
            // Falls through to the one sentence for both.
        }
        throw new CannotStart("%s must be %d bytes in Base64, such as `openssl rand -base64 %d` makes."
                .formatted(origin, Seal.KEY_BYTES, Seal.KEY_BYTES));
    }
}
