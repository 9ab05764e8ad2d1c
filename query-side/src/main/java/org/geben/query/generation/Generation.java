package org.geben.query.generation;

/**
 * One schema, made by one version of one projection, from the first event up to a position.
 *
 * @param position of the last event in it; 0 while there is none
 * @param target where the log ended when the generation was made; 0 for an empty log
 */
public record Generation(long id, String projection, int version, String schema, long position, long target) {
    /** Names the generation to readers, and the processor that makes it follow the log. */
    public String name() {
        return projection + "-" + id;
    }

    /** Whether it still lacks events that an earlier answer may have told of. */
    boolean isBeingBuilt() {
        return position < target;
    }
}
