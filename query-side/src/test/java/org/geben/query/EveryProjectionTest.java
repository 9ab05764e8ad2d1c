package org.geben.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.geben.query.generation.Fold;
import org.geben.query.generation.Projection;
import org.geben.query.generation.ReadSide;
import org.geben.query.generation.Verification;

/** What holds for every projection that there is: one that is new is found here without being named. */
class EveryProjectionTest {
    private final ReadSide readSide = ReadSide.shared();

    @Example
    void allAreFound() {
        assertThat(AllProjections.FOUND)
                .extracting(projection -> projection.name())
                .contains("feed", "leaderboard", "health", "search", "desk", "progress");
    }

    @Property(tries = 30)
    void tablesAreTheSameHoweverTheyAreFolded(@ForAll("projections") Projection<?> projection, @ForAll long seed) {
        readSide.assertSameHoweverItIsFolded(projection, seed);
    }

    @Property(tries = 18)
    void nothingIsLostByParking(@ForAll("projections") Projection<?> projection, @ForAll long seed) {
        readSide.assertNothingIsLostByParking(projection, seed);
    }

    @Property(tries = 24)
    void liveOneIsWhatItsEventsFoldInto(@ForAll("projections") Projection<?> projection, @ForAll long seed) {
        Story story = RandomStory.of(seed, 300);
        Fold live = readSide.fresh(projection);
        Random sizes = new Random(seed);
        for (int from = 0; from < story.log().size(); ) {
            int to = Math.min(story.log().size(), from + 1 + sizes.nextInt(5));
            readSide.fold(live, story.log().subList(from, to), 5);
            from = to;
        }
        assertEqual(readSide.verify(projection, story), story);
    }

    /** Whoever folds the log after an erasure reads less than who folded it before, and must come to the same. */
    @Property(tries = 12)
    void liveOneIsWhatIsLeftOfItsEventsAfterErasures(
            @ForAll("projections") Projection<?> projection, @ForAll long seed) {
        Story story = RandomStory.of(seed, 300);
        Fold live = readSide.fresh(projection);
        readSide.fold(live, story.log(), 5);
        assertEqual(readSide.verify(projection, ErasedStory.of(story)), story);
    }

    @Property(tries = 6)
    void builtOneIsWhatItsEventsFoldInto(@ForAll("projections") Projection<?> projection, @ForAll long seed) {
        Story story = RandomStory.of(seed, 300);
        readSide.build(projection, story);
        assertEqual(readSide.verify(projection, story), story);
    }

    private static void assertEqual(Verification verification, Story story) {
        assertThat(verification.tables())
                .isNotEmpty()
                .allSatisfy(table ->
                        assertThat(table.difference()).as(table.table()).isNull());
        assertThat(verification.state()).isEqualTo(Verification.State.EQUAL);
        assertThat(verification.position()).isEqualTo(story.position());
    }

    @Provide
    Arbitrary<Projection<?>> projections() {
        return Arbitraries.of(AllProjections.FOUND);
    }
}
