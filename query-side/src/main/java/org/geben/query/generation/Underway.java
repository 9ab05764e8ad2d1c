package org.geben.query.generation;

/** The past that was asked for is still being folded: no fault, and no answer yet. */
public final class Underway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient GenerationEntry generation;

    Underway(GenerationEntry generation) {
        super("%s is being built.".formatted(generation.name()), null, false, false);
        this.generation = generation;
    }

    /** The one that it is to be read in, as it was when the reader could wait no longer. */
    public GenerationEntry generation() {
        return generation;
    }
}
