package org.geben.query.feed;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Entries that have been shown, each by the first {@value #BYTES} bytes of the SHA-256 of its id: as many as the order has
 * fit into a URL, and nobody finds an id in time that passes for another's.
 */
final class AlreadyShown {
    static final AlreadyShown NONE = new AlreadyShown(List.of());

    private static final int BYTES = 6;

    private final List<Long> digests;
    private final Set<Long> known;

    private AlreadyShown(List<Long> digests) {
        this.digests = digests;
        this.known = new HashSet<>(digests);
    }

    /** @throws RuntimeException if the text is none */
    static AlreadyShown read(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        List<Long> digests = new ArrayList<>();
        while (bytes.hasRemaining()) {
            digests.add(next(bytes));
        }
        return new AlreadyShown(digests);
    }

    /** The next {@value #BYTES} bytes. */
    private static long next(ByteBuffer bytes) {
        return (bytes.getShort() & 0xFFFFL) << Integer.SIZE | bytes.getInt() & 0xFFFFFFFFL;
    }

    int size() {
        return digests.size();
    }

    boolean contains(UUID id) {
        return known.contains(digest(id));
    }

    AlreadyShown and(List<UUID> ids) {
        List<Long> all = new ArrayList<>(digests);
        ids.forEach(id -> all.add(digest(id)));
        return new AlreadyShown(all);
    }

    private static long digest(UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        try {
            return next(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.array())));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** As it is read. */
    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES * digests.size());
        digests.forEach(
                digest -> bytes.putShort((short) (digest >>> Integer.SIZE)).putInt(digest.intValue()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
