package org.geben.query.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.geben.query.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The order that includes everyone. Candidates are the newest {@value #MOST} entries of the feed within the 30 days before
 * the moment in which the first page was read. Each has a rank: the moment of its publication, moved forward by an hour
 * for each visible reply in its thread and by half an hour for each appreciation up to it, a day at most. Places go to the
 * highest-ranked that is left; but those of a configured share, spread evenly, go to the highest-ranked that is left of
 * the newcomers' first contributions, the unanswered questions and what was said by those whom nobody has ever thanked,
 * for as long as there are any. Programs, those who have gone and the reader are left out of these three.
 *
 * <p>Whoever was placed stands above one of two ranks: the last that took a free place, and, of those for whom places are
 * kept, the last that took a kept one. With these, the moment and the number of places a page goes on where the one
 * before ended, whatever has been said and given since.
 */
final class InclusiveOrder {
    /** Beyond it nobody reads in this order, and each candidate costs a few look-ups. */
    static final int MOST = 200;

    private final Share share;

    InclusiveOrder(Share share) {
        this.share = share;
    }

    /** @param because with one that {@linkplain Because.Reason#includes includes}, if a kept place is for it */
    record Candidate(Place rank, List<Because> because) {
        boolean isKeptFor() {
            return because.stream().anyMatch(one -> one.reason().includes());
        }
    }

    /** A rank, or the moment of a publication; of equal ones the higher id comes first. */
    record Place(Instant at, UUID id) {
        /** @throws RuntimeException if they are none */
        static Place read(String at, String id) {
            return new Place(Parameters.storable(Instant.parse(at)), UUID.fromString(id));
        }

        boolean isAbove(@Nullable Place other) {
            if (other == null) {
                return false;
            }
            int later = at.compareTo(other.at);
            // As PostgreSQL orders ids.
            return later > 0 || later == 0 && id.toString().compareTo(other.id.toString()) > 0;
        }
    }

    /**
     * How far a reader is.
     *
     * @param moment in which the first page was read
     * @param placed how many places there have been
     * @param free who was the last to take a free place
     * @param kept who was the last to take a kept place
     */
    record Progress(
            Instant moment,
            long placed,
            @Nullable Place free,
            @Nullable Place kept) {

        static Progress begin(Instant moment) {
            return new Progress(moment, 0, null, null);
        }

        /** @throws RuntimeException if they are none */
        static Progress read(List<String> parts) {
            return new Progress(
                    Parameters.storable(Instant.parse(parts.get(0))),
                    Long.parseLong(parts.get(1)),
                    place(parts.get(2), parts.get(3)),
                    place(parts.get(4), parts.get(5)));
        }

        private static @Nullable Place place(String at, String id) {
            return at.equals("-") ? null : Place.read(at, id);
        }

        Object[] parts() {
            return new Object[] {moment, placed, at(free), id(free), at(kept), id(kept)};
        }

        private static Object at(@Nullable Place place) {
            return place == null ? "-" : place.at;
        }

        private static Object id(@Nullable Place place) {
            return place == null ? "-" : place.id;
        }

        private boolean isPlaced(Candidate candidate) {
            return isUpTo(candidate, free) || candidate.isKeptFor() && isUpTo(candidate, kept);
        }

        private static boolean isUpTo(Candidate candidate, @Nullable Place place) {
            return candidate.rank.equals(place) || candidate.rank.isAbove(place);
        }
    }

    /** @param progress absent if there is nothing left behind them */
    record Ordered(List<Candidate> candidates, @Nullable Progress progress) {}

    /** @param ranked all candidates, the highest first */
    Ordered next(List<Candidate> ranked, Progress from, int limit) {
        List<Candidate> left =
                ranked.stream().filter(candidate -> !from.isPlaced(candidate)).toList();
        List<Candidate> keptFor = left.stream().filter(Candidate::isKeptFor).toList();
        Set<Candidate> placed = new HashSet<>();
        List<Candidate> page = new ArrayList<>();
        Place free = from.free;
        Place kept = from.kept;
        int nextLeft = 0;
        int nextKept = 0;
        while (page.size() < limit && page.size() < left.size()) {
            nextKept = skip(keptFor, nextKept, placed);
            Candidate next;
            if (share.has(from.placed + page.size() + 1) && nextKept < keptFor.size()) {
                next = keptFor.get(nextKept);
                kept = next.rank;
            } else {
                nextLeft = skip(left, nextLeft, placed);
                next = left.get(nextLeft);
                free = next.rank;
            }
            placed.add(next);
            page.add(next);
        }
        Progress progress = new Progress(from.moment, from.placed + page.size(), free, kept);
        return new Ordered(page, page.size() < left.size() ? progress : null);
    }

    private static int skip(List<Candidate> candidates, int from, Set<Candidate> placed) {
        int next = from;
        while (next < candidates.size() && placed.contains(candidates.get(next))) {
            next++;
        }
        return next;
    }
}
