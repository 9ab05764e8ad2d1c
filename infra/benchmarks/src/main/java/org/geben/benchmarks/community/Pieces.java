package org.geben.benchmarks.community;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.contribution.TextFormat;

/** What members contribute. Most is about what was said lately; now and then something old is found again. */
final class Pieces {
    private static final double IN_A_GROUP = 0.4;
    private static final double OLD = 0.2;
    private static final double STRAIGHT_TO_THE_ROOT = 0.6;
    private static final double ANSWERS = 0.7;
    private static final int SENTENCES = 6;
    private static final int SENTENCES_OF_REPLY = 2;
    private static final List<ContributionKind> OPENINGS = List.of(
            ContributionKind.QUESTION,
            ContributionKind.QUESTION,
            ContributionKind.QUESTION,
            ContributionKind.QUESTION,
            ContributionKind.POST,
            ContributionKind.POST,
            ContributionKind.IDEA,
            ContributionKind.ARTICLE,
            ContributionKind.PRAISE);

    private final Chance chance;
    private final Chronicle chronicle;
    private final Words words;
    private final People people;
    private final List<Piece> all = new ArrayList<>();

    Pieces(Chance chance, Chronicle chronicle, Words words, People people) {
        this.chance = chance;
        this.chronicle = chronicle;
        this.words = words;
        this.people = people;
    }

    /** One that can be replied to and appreciated; empty if the one drawn cannot. */
    Optional<Piece> visible() {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Piece piece = chance.of(OLD) ? chance.early(all) : chance.recent(all);
        return piece.visible() ? Optional.of(piece) : Optional.empty();
    }

    void open() {
        Person author = people.busy();
        Optional<Belonging> group = chance.of(IN_A_GROUP) ? people.groupOf(author) : Optional.empty();
        publish(
                Piece.opening(
                        new ContributionId(chronicle.newId()),
                        chance.any(OPENINGS),
                        author,
                        group.map(belonging -> belonging.group).orElse(null)),
                content());
    }

    void reply() {
        visible()
                .map(piece -> chance.of(STRAIGHT_TO_THE_ROOT) ? piece.root : piece)
                .ifPresent(this::replyTo);
    }

    private void replyTo(Piece parent) {
        boolean answer = parent.kind == ContributionKind.QUESTION && chance.of(ANSWERS);
        publish(
                Piece.replyTo(
                        parent,
                        new ContributionId(chronicle.newId()),
                        answer ? ContributionKind.ANSWER : ContributionKind.COMMENT,
                        people.busy()),
                Content.plain(words.text(SENTENCES_OF_REPLY)));
    }

    private Content content() {
        return new Content(words.title(), words.text(SENTENCES), TextFormat.MARKDOWN, words.tags());
    }

    private void publish(Piece piece, Content content) {
        all.add(piece);
        chronicle.tell(
                piece.stream,
                new ContributionPublished(
                        piece.id,
                        piece.kind,
                        piece.author.id,
                        piece.parent == null ? null : piece.parent.id,
                        piece.root.id,
                        piece.group,
                        content),
                piece.author);
    }

    void revise() {
        visible()
                .ifPresent(piece -> chronicle.tell(
                        piece.stream,
                        new ContributionRevised(
                                piece.id,
                                piece.parent == null ? content() : Content.plain(words.text(SENTENCES_OF_REPLY))),
                        piece.author));
    }

    void withdraw() {
        visible().ifPresent(piece -> {
            piece.withdrawn = true;
            chronicle.tell(piece.stream, new ContributionWithdrawn(piece.id), piece.author);
        });
    }

    void accept() {
        visible()
                .filter(piece -> piece.kind == ContributionKind.ANSWER)
                .ifPresent(answer -> chronicle.tell(
                        answer.root.stream, new AnswerAccepted(answer.root.id, answer.id), answer.root.author));
    }
}
