package org.geben.benchmarks.community;

import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.group.GroupId;
import org.jspecify.annotations.Nullable;

/** A contribution. */
final class Piece {
    final ContributionId id;
    final ContributionKind kind;
    final Person author;
    final @Nullable Piece parent;
    final Piece root;
    final @Nullable GroupId group;
    final LogStream stream;
    boolean withdrawn;

    private Piece(
            ContributionId id, ContributionKind kind, Person author, @Nullable Piece parent, @Nullable GroupId group) {
        this.id = id;
        this.kind = kind;
        this.author = author;
        this.parent = parent;
        this.root = parent == null ? this : parent.root;
        this.group = group;
        this.stream = new LogStream("contribution", id);
    }

    static Piece opening(ContributionId id, ContributionKind kind, Person author, @Nullable GroupId group) {
        return new Piece(id, kind, author, null, group);
    }

    static Piece replyTo(Piece parent, ContributionId id, ContributionKind kind, Person author) {
        return new Piece(id, kind, author, parent, parent.group);
    }

    boolean visible() {
        return !withdrawn && !root.withdrawn;
    }
}
