package org.geben.application.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of several parts, each with its length, so that they do not run into one another. */
final class Fingerprint {
    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    Fingerprint with(@Nullable String part) {
        return part == null ? with(-1, new byte[0]) : with(part.getBytes(StandardCharsets.UTF_8));
    }

    Fingerprint with(byte[] part) {
        return with(part.length, part);
    }

    byte[] bytes() {
        return digest.digest();
    }

    private Fingerprint with(int length, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        digest.update(part);
        return this;
    }
}
