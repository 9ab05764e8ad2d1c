package org.geben.application.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is awaited hurries, but not more than is good. */
class PauseTest {
    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final Duration LEAST = Duration.ofMillis(20);

    private final List<Duration> waited = new ArrayList<>();

    @Test
    void somebodyMayAwaitTheNextForAsLongAsThePauseLasts() throws Exception {
        long begun = System.nanoTime();
        Pause.unlessAwaited(waited::add, BETWEEN, LEAST).after(begun);

        assertThat(waited)
                .singleElement()
                .satisfies(time -> assertThat(time)
                        .isPositive()
                        .isLessThanOrEqualTo(BETWEEN)
                        .isGreaterThanOrEqualTo(BETWEEN.minusNanos(System.nanoTime() - begun)));
    }

    @Test
    void whoIsAwaitedAtOncePausesAtLeast() throws Exception {
        long begun = System.nanoTime();
        Pause.unlessAwaited(atMost -> {}, BETWEEN, LEAST).after(begun);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void nobodyPausesWhoseBatchTookLonger() throws Exception {
        Pause.unlessAwaited(waited::add, LEAST, LEAST).after(System.nanoTime() - BETWEEN.toNanos());
        Pause.of(LEAST).after(System.nanoTime() - BETWEEN.toNanos());

        assertThat(waited).singleElement().satisfies(time -> assertThat(time).isNegative());
    }
}
