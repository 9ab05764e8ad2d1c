package org.geben.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.geben.query.AsOf;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.feed.Because.Reason;
import org.geben.query.feed.InclusiveOrder.Ordered;

class InclusiveOrderTest {
    private static final Instant MOMENT = Instant.parse("2026-03-20T12:00:00Z");
    private static final AlreadyShown NOTHING = AlreadyShown.nothing(MOMENT);

    /** Of what a server takes as the head of a request, 8 KB, it leaves room for a key and more. */
    private static final int LONGEST_CURSOR = 6_600;

    @Property(tries = 300)
    void allPagesTogetherHaveEveryCandidateOnceAndTheShareIsMet(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 7) int limit,
            @ForAll @IntRange(max = 5) int places,
            @ForAll @IntRange(min = 1, max = 5) int of) {
        Share share = new Share(Math.min(places, of), of);
        List<Candidate> candidates = candidates(new Random(seed), 40);

        List<Candidate> placed = pages(new InclusiveOrder(share), candidates, limit);

        assertThat(placed).containsExactlyInAnyOrderElementsOf(candidates);
        long all = candidates.stream().filter(Candidate::isKeptFor).count();
        long kept = 0;
        for (int n = 1; n <= placed.size(); n++) {
            kept += placed.get(n - 1).isKeptFor() ? 1 : 0;
            assertThat(kept).isGreaterThanOrEqualTo(Math.min(all, (long) n * share.places() / share.of()));
        }
    }

    @Property(tries = 100)
    void neitherTheSizeOfThePagesNorWhatGoesChangesTheOrderOfWhatStays(@ForAll long seed) {
        InclusiveOrder order = new InclusiveOrder(new Share(1, 3));
        List<Candidate> candidates = candidates(new Random(seed), 30);
        List<Candidate> whole = pages(order, candidates, 30);

        assertThat(pages(order, candidates, 4)).isEqualTo(whole);
        List<Candidate> shown = order.next(candidates, NOTHING, 9).candidates();
        List<Candidate> gone = shown.subList(0, 5);
        List<Candidate> stays = new ArrayList<>(candidates);
        stays.removeAll(gone);
        stays.remove(whole.getLast());
        assertThat(order.next(stays, NOTHING.and(ids(shown)), 30).candidates()).isEqualTo(whole.subList(9, 29));
    }

    @Property(tries = 100)
    void whateverMovesBetweenPagesIsShownOnce(@ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int limit) {
        Random random = new Random(seed);
        InclusiveOrder order = new InclusiveOrder(new Share(1, 3));
        List<Candidate> candidates = candidates(random, 30);
        List<UUID> seen = new ArrayList<>();
        AlreadyShown shown = NOTHING;
        boolean areMoreLeft = true;
        while (areMoreLeft) {
            Ordered page = order.next(candidates, shown, limit);
            seen.addAll(ids(page.candidates()));
            shown = AlreadyShown.read(MOMENT, shown.and(ids(page.candidates())).toString());
            areMoreLeft = page.areMoreLeft();
            candidates.replaceAll(candidate -> new Candidate(
                    new Place(MOMENT.minusSeconds(random.nextInt(30)), candidate.id()),
                    candidate.publishedAt(),
                    candidate.because()));
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids(candidates));
    }

    @Example
    void progressComesBackFromACursorAsItWas() {
        List<UUID> shown = ids(candidates(new Random(1), 600));
        Progress progress = Progress.begin(MOMENT)
                .since(MOMENT.minusSeconds(5))
                .keptSince(MOMENT.minusSeconds(9))
                .and(shown);
        Page page = new Page(20, null, AsOf.NOW);

        String cursor = Cursor.write("inclusive", page, progress.parts());
        Progress read =
                Objects.requireNonNull(Cursor.read("inclusive", new Page(20, cursor, AsOf.NOW), Progress::read));

        assertThat(List.of(read.parts())).hasToString(List.of(progress.parts()).toString());
        assertThat(read.shown().size()).isEqualTo(600);
        assertThat(shown).allMatch(read.shown()::contains);
        assertThat(ids(candidates(new Random(2), 600))).noneMatch(read.shown()::contains);
        assertThat(cursor).hasSizeLessThan(LONGEST_CURSOR);
    }

    @Example
    void whichIdPassesForAnothersDependsOnTheMoment() {
        List<UUID> ids = ids(candidates(new Random(3), 20));

        assertThat(NOTHING.and(ids))
                .doesNotHaveToString(
                        AlreadyShown.nothing(MOMENT.plusNanos(1_000)).and(ids).toString());
    }

    @Property(tries = 100)
    void withoutAShareTheRankAloneDecides(@ForAll long seed) {
        List<Candidate> candidates = candidates(new Random(seed), 20);

        assertThat(pages(new InclusiveOrder(Share.of("0/1")), candidates, 3)).isEqualTo(candidates);
    }

    @Example
    void shareIsAFractionFromZeroToOne() {
        assertThat(Share.of("2/3")).isEqualTo(new Share(2, 3));
        for (String none : List.of("", "0.3", "-1/3", "4/3", "1/0", "1/3/3", "9999/9999")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Share.of(none))
                    .withMessageContaining("A share is a fraction from 0/1 to 1/1");
        }
    }

    private static List<Candidate> pages(InclusiveOrder order, List<Candidate> candidates, int limit) {
        List<Candidate> placed = new ArrayList<>();
        boolean areMoreLeft = true;
        while (areMoreLeft) {
            Ordered page = order.next(candidates, NOTHING.and(ids(placed)), limit);
            assertThat(page.candidates()).hasSizeLessThanOrEqualTo(limit);
            placed.addAll(page.candidates());
            areMoreLeft = page.areMoreLeft();
        }
        return placed;
    }

    private static List<UUID> ids(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::id).toList();
    }

    /** The highest first; some of equal rank. */
    private static List<Candidate> candidates(Random random, int number) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Place rank = new Place(
                    MOMENT.minusSeconds(random.nextInt(number)), new UUID(random.nextLong(), random.nextLong()));
            candidates.add(new Candidate(
                    rank,
                    rank.at(),
                    random.nextInt(4) == 0
                            ? List.of(Because.of(Reason.NEVER_THANKED, null))
                            : List.of(Because.of(Reason.COMMUNITY, null))));
        }
        candidates.sort(
                Comparator.comparing((Candidate candidate) -> candidate.place().at())
                        .thenComparing(candidate -> candidate.id().toString())
                        .reversed());
        return candidates;
    }
}
