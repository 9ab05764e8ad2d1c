package org.geben.application.generations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.geben.query.generation.Generation.State;
import org.geben.query.generation.GenerationEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final long SECOND = 1_000_000_000;

    private final Pulse pulse = new Pulse();

    @Test
    void tellsHowQuicklyEventsAreFoldedSinceTheFirstLook() {
        assertThat(pulse.note(building(500, 0.1, null), 7 * SECOND)).isEqualTo("500 of 2,500 events");
        assertThat(pulse.note(building(1_700, 0.34, 12L), 10 * SECOND))
                .isEqualTo("1,700 of 2,500 events at 400/s, 12 s left");
        assertThat(Pulse.percent(building(1_700, 0.34, 12L))).isEqualTo(34);
    }

    @Test
    void indexesAreToldApart() {
        assertThat(pulse.note(building(2_500, 0.7, 3L), SECOND)).isEqualTo("making indexes, 3 s left");
        assertThat(Pulse.percent(building(2_500, 0.7, 3L))).isEqualTo(70);
    }

    @Test
    void thereIsNothingToTellOfOneThatIsBuilt() {
        GenerationEntry live = entry(State.LIVE, 2_500, null, null);
        assertThat(pulse.note(live, SECOND)).isEmpty();
        assertThat(Pulse.percent(live)).isEqualTo(100);
    }

    private static GenerationEntry building(long position, double progress, @Nullable Long left) {
        return entry(State.BUILDING, position, progress, left);
    }

    private static GenerationEntry entry(State state, long position, @Nullable Double progress, @Nullable Long left) {
        return new GenerationEntry(
                1,
                "feed-1",
                "feed",
                1,
                state,
                false,
                position,
                2_500,
                position,
                0,
                progress,
                left,
                Instant.EPOCH,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
