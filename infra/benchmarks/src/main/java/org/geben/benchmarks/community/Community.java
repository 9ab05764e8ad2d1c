package org.geben.benchmarks.community;

import java.util.Iterator;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * A made-up community that lives on for as long as somebody listens: seven of ten events are appreciations, a sixth are
 * contributions and what becomes of them, the rest is people who come, go and meet. Few do and receive most. The same
 * seed gives the same life from its first event on, the identifiers included.
 */
public final class Community implements Iterator<DomainEventMessage<?>> {
    private final Chance chance;
    private final Chronicle chronicle;
    private final List<Deed> deeds;
    private final double total;

    /** One that grows from a dozen people. */
    public Community(long seed) {
        this(seed, new Beginnings(12, 1, 0));
    }

    public Community(long seed, Beginnings beginnings) {
        chance = new Chance(seed);
        chronicle = new Chronicle(chance);
        Words words = new Words(chance);
        People people = new People(chance, chronicle, words);
        Pieces pieces = new Pieces(chance, chronicle, words, people);
        Appreciations appreciations = new Appreciations(chance, chronicle, words, people, pieces);
        deeds = List.of(
                new Deed(760, appreciations::give),
                new Deed(115, pieces::reply),
                new Deed(55, pieces::open),
                new Deed(25, appreciations::takeBack),
                new Deed(20, pieces::revise),
                new Deed(20, people::joinGroup),
                new Deed(18, people::join),
                new Deed(60, pieces::accept),
                new Deed(8, appreciations::giveAgain),
                new Deed(6, pieces::withdraw),
                new Deed(6, people::changeProfile),
                new Deed(4, people::leaveGroup),
                new Deed(3, people::leave),
                new Deed(2, people::comeBack),
                new Deed(1, people::foundGroup),
                new Deed(beginnings.following(), people::follow));
        total = deeds.stream().mapToDouble(Deed::share).sum();
        for (int founder = 0; founder < beginnings.members(); founder++) {
            people.join();
        }
        for (int group = 0; group < beginnings.groups(); group++) {
            people.foundGroup();
        }
    }

    /**
     * What is there before anything else happens.
     *
     * @param following how often members follow others later on, where all else is done some 1,100 times
     */
    public record Beginnings(int members, int groups, double following) {}

    private record Deed(double share, Runnable doing) {}

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public DomainEventMessage<?> next() {
        @Nullable DomainEventMessage<?> event = chronicle.poll();
        while (event == null) {
            drawn().doing().run();
            event = chronicle.poll();
        }
        return event;
    }

    private Deed drawn() {
        double left = chance.upTo(total);
        for (Deed deed : deeds) {
            left -= deed.share();
            if (left < 0) {
                return deed;
            }
        }
        return deeds.getLast();
    }
}
