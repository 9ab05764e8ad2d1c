package org.geben.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

    @Property(tries = 5)
    void tablesAreTheSameHoweverTheyAreFolded(@ForAll long seed) {
        AllProjections.FOUND.forEach(projection -> readSide.assertSameHoweverItIsFolded(projection, seed));
    }

    @Property(tries = 3)
    void nothingIsLostByParking(@ForAll long seed) {
        AllProjections.FOUND.forEach(projection -> readSide.assertNothingIsLostByParking(projection, seed));
    }

    @Property(tries = 4)
    void liveOneIsWhatItsEventsFoldInto(@ForAll long seed) {
        Story story = RandomStory.of(seed, 300);
        AllProjections.FOUND.forEach(projection -> assertLiveOneIsWhatItsEventsFoldInto(projection, story, seed));
    }

    private void assertLiveOneIsWhatItsEventsFoldInto(Projection<?> projection, Story story, long seed) {
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
    @Property(tries = 2)
    void liveOneIsWhatIsLeftOfItsEventsAfterErasures(@ForAll long seed) {
        Story story = RandomStory.of(seed, 300);
        for (Projection<?> projection : AllProjections.FOUND) {
            readSide.fold(readSide.fresh(projection), story.log(), 5);
            assertEqual(readSide.verify(projection, ErasedStory.of(story)), story);
        }
    }

    @Property(tries = 1)
    void builtOneIsWhatItsEventsFoldInto(@ForAll long seed) {
        Story story = RandomStory.of(seed, 300);
        for (Projection<?> projection : AllProjections.FOUND) {
            readSide.build(projection, story);
            assertEqual(readSide.verify(projection, story), story);
        }
    }

    private static void assertEqual(Verification verification, Story story) {
        assertThat(verification.tables())
                .isNotEmpty()
                .allSatisfy(table ->
                        assertThat(table.difference()).as(table.table()).isNull());
        assertThat(verification.state()).isEqualTo(Verification.State.EQUAL);
        assertThat(verification.position()).isEqualTo(story.position());
    }
}
