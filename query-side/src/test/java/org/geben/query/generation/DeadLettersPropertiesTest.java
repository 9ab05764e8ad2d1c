package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.geben.query.RandomStory;
import org.geben.query.Story;
import org.jspecify.annotations.Nullable;

class DeadLettersPropertiesTest {
    private final ReadSide readSide = ReadSide.shared();
    private final Diary diary = new Diary();

    @Property(tries = 20)
    void retriedStreamsEndAsIfNothingHadFailed(@ForAll long seed) {
        Story story = RandomStory.of(seed, 150);
        Generations generations = readSide.following(story);
        readSide.fold(readSide.fresh(diary), story.log(), 1000);
        List<@Nullable String> expected = byMember(generations);
        Fold poisoned = readSide.fresh(diary);
        Random dice = new Random(seed);
        story.log().stream()
                .filter(event -> dice.nextInt(15) == 0)
                .forEach(event ->
                        (dice.nextBoolean() ? diary.failsInHandler : diary.failsInFlush).add(event.getIdentifier()));
        readSide.foldPatiently(poisoned, story.log(), 1 + dice.nextInt(200));
        diary.isMended();

        readSide.retryAll(generations, story, diary);

        assertThat(byMember(generations)).isEqualTo(expected);
        Generation live = generations.live("diary").orElseThrow();
        assertThat(live.incomplete().parked()).isZero();
        assertThat(live.events()).isEqualTo(story.position());
    }

    private List<@Nullable String> byMember(Generations generations) {
        return readSide.jdbc.queryForList(
                "SELECT member || string_agg(what, ',' ORDER BY nr) FROM %s.entry GROUP BY member ORDER BY member"
                        .formatted(generations.live("diary").orElseThrow().schema()),
                String.class);
    }
}
