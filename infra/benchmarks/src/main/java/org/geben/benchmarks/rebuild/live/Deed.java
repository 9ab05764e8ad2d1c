package org.geben.benchmarks.rebuild.live;

/** What one command did. */
sealed interface Deed {
    record Opened(Piece root) implements Deed {}

    record Replied(Piece reply, Piece root) implements Deed {}

    record Appreciated(String giver, Piece piece, String kind) implements Deed {}

    /** By joining it, or by founding it. */
    record Entered(String group) implements Deed {}

    record Left(String group) implements Deed {}

    /** A contribution. */
    record Piece(String id, String author) {}
}
