package org.geben.query.feed;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The order that includes everyone. Candidates are the newest {@value #MOST} entries of the feed within the 30 days before
 * the moment in which the first page was read. Each has a rank: the moment of its publication, moved forward by an hour
 * for each visible reply in its thread and by half an hour for each appreciation up to it, a day at most. Places go to the
 * highest-ranked that is left; but those of a configured share, spread evenly, go to the highest-ranked that is left of
 * the newcomers' first contributions, the unanswered questions and what was said by those whom nobody has ever thanked,
 * for as long as there are any. Programs, those who have gone and the reader are left out of these three. Where the
 * candidates have fewer of them than the share is of all, up to that share again is looked for among the
 * {@value #FARTHER} entries before them, of the same 30 days: a busy feed overlooks what is from yesterday already. They
 * are ranked with the others.
 */
final class InclusiveOrder {
    /** Beyond it nobody reads in this order, and each candidate costs a few look-ups. */
    static final int MOST = 200;

    /** Some look-ups each, too, which a kept place is worth. */
    static final int FARTHER = 800;

    private final Share share;

    InclusiveOrder(Share share) {
        this.share = share;
    }

    /** @param progress of what stretch they are */
    record Gathered(List<Candidate> candidates, Progress progress) {}

    /** All that may have a place: on the first page, and of its stretch, with room for what is told late, on the others. */
    Gathered gather(Candidates from, Progress asked) {
        boolean first = asked.isBeginning();
        int room = first ? 1 : 2;
        List<Candidate> newest = from.ranked(asked, room * MOST);
        Progress progress = first ? reach(asked, newest) : asked;
        if (!progress.reachesFarther()) {
            return new Gathered(newest, progress);
        }
        List<Candidate> earlier = from.overlooked(progress, room * FARTHER, room * kept());
        return new Gathered(
                Stream.concat(newest.stream(), earlier.stream()).toList(),
                first ? progress.keptSince(earliest(earlier).orElse(progress.since())) : progress);
    }

    private Progress reach(Progress beginning, List<Candidate> newest) {
        if (newest.size() < MOST) {
            return beginning;
        }
        Instant since = earliest(newest).orElseThrow();
        boolean suffices = newest.stream().filter(Candidate::isKeptFor).count() >= kept();
        return beginning.since(since).keptSince(suffices ? since : beginning.keptSince());
    }

    private static Optional<Instant> earliest(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::publishedAt).min(naturalOrder());
    }

    /** How many places of a whole feed are kept. */
    private int kept() {
        return MOST * share.places() / share.of();
    }

    /** @param areMoreLeft behind them */
    record Ordered(List<Candidate> candidates, boolean areMoreLeft) {}

    /** @param candidates all, in any order */
    Ordered next(List<Candidate> candidates, AlreadyShown shown, int limit) {
        List<Candidate> left = candidates.stream()
                .filter(candidate -> !shown.contains(candidate.id()))
                .sorted(comparing(Candidate::place))
                .toList();
        List<Candidate> keptFor = left.stream().filter(Candidate::isKeptFor).toList();
        Set<Candidate> placed = new HashSet<>();
        List<Candidate> page = new ArrayList<>();
        int nextLeft = 0;
        int nextKept = 0;
        while (page.size() < limit && page.size() < left.size()) {
            nextKept = skip(keptFor, nextKept, placed);
            Candidate next;
            if (share.has(shown.size() + page.size() + 1) && nextKept < keptFor.size()) {
                next = keptFor.get(nextKept);
            } else {
                nextLeft = skip(left, nextLeft, placed);
                next = left.get(nextLeft);
            }
            placed.add(next);
            page.add(next);
        }
        return new Ordered(page, page.size() < left.size());
    }

    private static int skip(List<Candidate> candidates, int from, Set<Candidate> placed) {
        int next = from;
        while (next < candidates.size() && placed.contains(candidates.get(next))) {
            next++;
        }
        return next;
    }
}
