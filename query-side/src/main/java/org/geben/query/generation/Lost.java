package org.geben.query.generation;

/** A generation is no longer this process's to build: it was dropped, or another process has gone on with it. */
final class Lost extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    Lost(Generation generation) {
        super("The generation %s is no longer built by this process.".formatted(generation.name()));
    }
}
