package org.geben.application.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.geben.application.process.CannotStart;
import org.geben.application.process.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administrator's bearer key. Only its hash is kept for comparing, and the comparison takes the same time for every
 * wrong key, so that the key cannot be found by measuring.
 */
public final class AccessKey {

    private static final Logger log = LoggerFactory.getLogger(AccessKey.class);
    private static final int SHORTEST = 12;

    private final byte[] digest;
    private final String announcement;

    private AccessKey(String key, String announcement) {
        this.digest = digest(key);
        this.announcement = announcement;
    }

    /** As with a presented key, blanks around it do not count: files and shells like to end with a new line. */
    static AccessKey configured(String given) {
        String key = given.strip();
        if (key.length() < SHORTEST) {
            throw new CannotStart(
                    "GEBEN_ADMIN_KEY is %s: give it at least %d characters, or unset it to have a key made."
                            .formatted(key.isEmpty() ? "empty" : "too short to be safe", SHORTEST));
        }
        return new AccessKey(key, "the one set as GEBEN_ADMIN_KEY");
    }

    /** The key kept in the file; made and kept there if there is none yet. */
    static AccessKey keptIn(Path file) {
        try {
            if (!Files.exists(file)) {
                String key = SecretFile.generate();
                try {
                    SecretFile.create(file, key);
                    return new AccessKey(key, "%s (new, shown only this once; kept in %s)".formatted(key, file));
                } catch (FileAlreadyExistsException e) {
                    // Another process sharing the directory was quicker: its key counts.
                }
            }
            String key = SecretFile.read(file);
            if (key.isEmpty()) {
                throw new CannotStart(
                        "The key file %s is empty: put a key into it, or delete it to have a new one made."
                                .formatted(file));
            }
            if (SecretFile.isOpenToOthers(file)) {
                log.warn(
                        "Others on this machine can read the key file {}: take that permission away (chmod 600).",
                        file);
            }
            return new AccessKey(key, "in " + file);
        } catch (IOException e) {
            throw new CannotStart(
                    "The key file %s can be neither read nor made: check its permissions, or set GEBEN_ADMIN_KEY."
                            .formatted(file),
                    e);
        }
    }

    boolean matches(String presented) {
        return MessageDigest.isEqual(digest, digest(presented));
    }

    /** Tells the operator on the console where the key is; holds the key itself only in the process that made it. */
    public String announcement() {
        return announcement;
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
