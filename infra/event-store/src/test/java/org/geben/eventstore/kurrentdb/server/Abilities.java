package org.geben.eventstore.kurrentdb.server;

/**
 * In what servers differ.
 *
 * @param severalStreams whether one append can go to several streams, as from KurrentDB 25.1 on
 * @param maxAppendSize how many bytes one append may have
 */
public record Abilities(boolean severalStreams, int maxAppendSize) {

    /** Those of a server whose settings nobody has touched. */
    public static final Abilities DEFAULT = new Abilities(true, 1 << 20);

    public Abilities withoutSeveralStreams() {
        return new Abilities(false, maxAppendSize);
    }

    public Abilities withMaxAppendSize(int bytes) {
        return new Abilities(severalStreams, bytes);
    }
}
