package org.geben.eventstore.engine;

/** How many events to read at once: as many as should have so many bytes, by how large the last ones were. */
public final class PageLength {

    private final int longest;
    private final long bytes;
    private int next;

    /**
     * @param first while nothing is known
     * @param longest however small the events are
     * @param bytes that a page should have
     */
    public PageLength(int first, int longest, long bytes) {
        this.next = first;
        this.longest = longest;
        this.bytes = bytes;
    }

    public int next() {
        return next;
    }

    /** @param events at least one */
    public void learn(long events, long bytesOfThem) {
        next = Math.clamp(bytes * events / Math.max(1, bytesOfThem), 1, longest);
    }
}
