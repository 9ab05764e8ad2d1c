package org.geben.command;

import java.util.UUID;
import org.geben.kernel.NaturalKey;

/**
 * Ids for what a request makes, derived from the key under which it may be repeated: a repeat after a crash, of which
 * nobody knows any more how far it came, finds what is there already instead of making it twice.
 */
public final class DerivedIds {
    /** The attribute of a request under which its ids are found. */
    public static final String ATTRIBUTE = DerivedIds.class.getName();

    private final String seed;
    private int made;

    /** @param seed the same for the same request, and for no other */
    public DerivedIds(String seed) {
        this.seed = seed;
    }

    public UUID next() {
        return NaturalKey.uuid("request", seed, Integer.toString(made++));
    }
}
