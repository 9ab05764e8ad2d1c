package org.geben.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of what has a natural key: the same key gives the same id everywhere and always. */
public final class NaturalKey {
    /** The namespace of all natural keys of Geben. Changing it would orphan every derived id. */
    private static final UUID NAMESPACE = UUID.fromString("6b2f0a0e-6f6e-5c3f-9a55-676562656e00");

    private NaturalKey() {}

    /**
     * The version 5 UUID (RFC 9562, section 5.5) of a key of several parts. Each part counts with its length, so that
     * {@code ("ab", "c")} and {@code ("a", "bc")} differ.
     */
    public static UUID uuid(String... parts) {
        MessageDigest sha1 = sha1();
        sha1.update(bytes(NAMESPACE));
        for (String part : parts) {
            byte[] text = part.getBytes(UTF_8);
            sha1.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
            sha1.update(text);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
        long high = hash.getLong() & ~0xF000L | 0x5000L;
        long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
