package org.geben.benchmarks.community;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.jspecify.annotations.Nullable;

/** Appreciations that are given, of which some are taken back, and some of these given again. */
final class Appreciations {
    private static final double UNKNOWN_GIVERS = 0.01;
    private static final double OF_MEMBERS = 0.04;
    private static final double OF_RESOURCES = 0.01;
    private static final Subject RESOURCE = Subject.of("https://example.org/seeds");

    /** So many are remembered for being taken back. */
    private static final int REMEMBERED = 5_000;

    private static final List<AppreciationKind> KINDS = List.of(
            AppreciationKind.LIKE,
            AppreciationKind.THANKS,
            AppreciationKind.INSIGHTFUL,
            AppreciationKind.CELEBRATE,
            AppreciationKind.SUPPORT,
            AppreciationKind.KUDOS,
            AppreciationKind.RATING);

    private final Chance chance;
    private final Chronicle chronicle;
    private final Words words;
    private final People people;
    private final Pieces pieces;
    private final List<Gift> standing = new ArrayList<>();
    private final List<Gift> takenBack = new ArrayList<>();

    Appreciations(Chance chance, Chronicle chronicle, Words words, People people, Pieces pieces) {
        this.chance = chance;
        this.chronicle = chronicle;
        this.words = words;
        this.people = people;
        this.pieces = pieces;
    }

    private record Gift(LogStream stream, AppreciationGiven event, Person giver) {}

    private record Honoured(Subject subject, @Nullable Person receiver) {}

    void give() {
        honoured().ifPresent(honoured -> {
            Person giver = people.busy();
            if (giver != honoured.receiver) {
                give(honoured, giver);
            }
        });
    }

    private Optional<Honoured> honoured() {
        double which = chance.upTo(1);
        if (which < OF_RESOURCES) {
            return Optional.of(new Honoured(RESOURCE, null));
        }
        if (which < OF_RESOURCES + OF_MEMBERS) {
            Person member = people.busy();
            return Optional.of(new Honoured(new Subject.OfMember(member.id), member));
        }
        return pieces.visible().map(piece -> new Honoured(new Subject.OfContribution(piece.id), piece.author));
    }

    private void give(Honoured honoured, Person giver) {
        AppreciationId id = new AppreciationId(chance.unordered());
        LogStream stream = new LogStream("appreciation", id);
        AppreciationKind kind = chance.early(KINDS);
        boolean known = !chance.of(UNKNOWN_GIVERS);
        AppreciationGiven event = new AppreciationGiven(
                id,
                known ? giver.id : null,
                honoured.subject,
                honoured.receiver == null ? null : honoured.receiver.id,
                kind,
                kind == AppreciationKind.KUDOS ? words.text(1) : null,
                kind == AppreciationKind.KUDOS ? chance.below(6) : 0,
                kind == AppreciationKind.RATING ? 1 + chance.below(5) : null);
        if (known) {
            chronicle.tell(stream, event, giver);
            remember(new Gift(stream, event, giver));
        } else {
            chronicle.tellOfOld(stream, event, null, chance.of(0.5));
        }
    }

    private void remember(Gift gift) {
        if (standing.size() < REMEMBERED) {
            standing.add(gift);
        } else {
            standing.set(chance.below(REMEMBERED), gift);
        }
    }

    void takeBack() {
        if (!standing.isEmpty()) {
            Gift gift = taken(standing);
            takenBack.add(gift);
            chronicle.tell(gift.stream, new AppreciationRetracted(gift.event.appreciationId()), gift.giver);
        }
    }

    void giveAgain() {
        if (!takenBack.isEmpty()) {
            Gift gift = taken(takenBack);
            chronicle.tell(gift.stream, gift.event, gift.giver);
            remember(gift);
        }
    }

    private Gift taken(List<Gift> from) {
        int index = chance.below(from.size());
        Gift gift = from.get(index);
        from.set(index, from.getLast());
        from.removeLast();
        return gift;
    }
}
