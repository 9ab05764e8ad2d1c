package org.geben.application.sample;

import java.util.ArrayList;
import java.util.List;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.jspecify.annotations.Nullable;

/** A contribution for as long as something may still happen to it. */
final class Piece {

    private static final int ANSWERS_KEPT = 8;

    final ContributionId id;
    final ContributionKind kind;
    final Villager author;
    final String text;
    /** That opened the thread; itself if it did. */
    final Piece root;

    final List<Piece> answers = new ArrayList<>(0);
    boolean withdrawn;
    boolean answerAccepted;

    Piece(ContributionId id, ContributionKind kind, Villager author, String text, @Nullable Piece root) {
        this.id = id;
        this.kind = kind;
        this.author = author;
        this.text = text;
        this.root = root == null ? this : root;
    }

    void answeredBy(Piece answer) {
        if (answers.size() < ANSWERS_KEPT) {
            answers.add(answer);
        }
    }
}
