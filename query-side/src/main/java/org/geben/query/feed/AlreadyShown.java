package org.geben.query.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Entries that have been shown to a reader, each by the first {@value #BYTES} bytes of the SHA-256 of the moment of the
 * first page and the entry's id: as many as an order has fit into a URL, and nobody knows in advance which id would pass
 * for another's.
 */
final class AlreadyShown {
    private static final int BYTES = 6;

    private final Instant moment;
    private final Set<Long> digests;

    private AlreadyShown(Instant moment, Set<Long> digests) {
        this.moment = moment;
        this.digests = digests;
    }

    static AlreadyShown nothing(Instant moment) {
        return new AlreadyShown(moment, Set.of());
    }

    /** @throws RuntimeException if the text is none */
    static AlreadyShown read(Instant moment, String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        Set<Long> digests = new LinkedHashSet<>();
        while (bytes.hasRemaining()) {
            digests.add(next(bytes));
        }
        return new AlreadyShown(moment, digests);
    }

    private static long next(ByteBuffer bytes) {
        return (bytes.getShort() & 0xFFFFL) << Integer.SIZE | bytes.getInt() & 0xFFFFFFFFL;
    }

    int size() {
        return digests.size();
    }

    boolean contains(UUID id) {
        return digests.contains(digest(id));
    }

    AlreadyShown and(List<UUID> ids) {
        Set<Long> all = new LinkedHashSet<>(digests);
        ids.forEach(id -> all.add(digest(id)));
        return new AlreadyShown(moment, all);
    }

    private long digest(UUID id) {
        try {
            byte[] text = (moment + " " + id).getBytes(US_ASCII);
            return next(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)));
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
