package org.geben.query.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.health.GetHealthSeries.Point;
import org.geben.query.health.GetSignals.Signal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignalRuleTest {
    private static final SignalRule ABOVE = new SignalRule("unansweredShare", "week", 0.3, null, 0.2);
    private static final SignalRule BELOW = new SignalRule("absenceFactor", "month", null, 3.0, 5);

    @Test
    void isRaisedBeyondOneThresholdAndClearedOnlyAtTheOther() {
        assertThat(after(ABOVE, 0.3).raised()).isFalse();
        assertThat(after(ABOVE, 0.31).raised()).isTrue();
        assertThat(after(ABOVE, 0.31, 0.21).raised()).isTrue();
        assertThat(after(ABOVE, 0.31, 0.2).raised()).isFalse();
        assertThat(after(ABOVE, 0.31, 0.2, 0.25).raised()).isFalse();
        assertThat(after(BELOW, 3.0).raised()).isFalse();
        assertThat(after(BELOW, 2.0, 4.0).raised()).isTrue();
        assertThat(after(BELOW, 2.0, 5.0).raised()).isFalse();
    }

    @Test
    void tellsTheWindowThatRaisedIt() {
        Signal signal = after(ABOVE, 0.9, 0.1, 0.5, 0.25);
        assertThat(signal.since()).isEqualTo(begin(2));
        assertThat(signal.from()).isEqualTo(begin(3));
        assertThat(signal.figure().value()).isEqualTo(0.25);
        assertThat(after(ABOVE, 0.9, 0.1).since()).isNull();
    }

    @Test
    void dayThatAZoneLeftOutIsNoWindow() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        Instant newYearsEve = Instant.parse("2011-12-31T12:00:00Z").minus(Duration.ofHours(14));
        GetSignals signals = new GetSignals(new Asked(newYearsEve, apia, null, Reader.NOBODY, AsOf.NOW));
        assertThat(signals.windows(Step.DAY, Instant.parse("2011-12-27T10:00:00Z"))
                        .map(window -> window.from().atZone(apia).toLocalDate().toString()))
                .containsExactly("2011-12-29", "2011-12-28", "2011-12-27");
    }

    @Test
    void figureThatIsUndefinedLeavesItAsItWas() {
        assertThat(after(ABOVE, 0.9, null).raised()).isTrue();
        assertThat(after(ABOVE, 0.1, null).raised()).isFalse();
    }

    @Test
    void figureBetweenTheThresholdsLeavesItAsItWasHoweverLong() {
        List<Point> weeks = new ArrayList<>(points(ABOVE, 0.1, 0.5));
        for (int week = 2; week < 30; week++) {
            weeks.add(point(ABOVE, week, 0.25));
        }
        Signal signal = after(ABOVE, weeks.reversed().iterator());
        assertThat(signal.raised()).isTrue();
        assertThat(signal.since()).isEqualTo(begin(1));
        assertThat(signal.from()).isEqualTo(begin(29));
    }

    @Test
    void looksAtNoMoreWindowsThanItMust() {
        AtomicInteger seen = new AtomicInteger();
        assertThat(after(ABOVE, counted(seen, points(ABOVE, 0.9, 0.9, 0.1))).raised())
                .isFalse();
        assertThat(seen).hasValue(1);

        Double[] beyond = Stream.generate(() -> 0.9).limit(30).toArray(Double[]::new);
        Signal signal = after(ABOVE, counted(seen, points(ABOVE, beyond)));
        assertThat(signal.raised()).isTrue();
        assertThat(signal.since()).isEqualTo(begin(22));
        assertThat(seen).hasValue(1 + 8);
    }

    private static Iterator<Point> counted(AtomicInteger seen, List<Point> inOrder) {
        return inOrder.reversed().stream().peek(point -> seen.incrementAndGet()).iterator();
    }

    @Test
    void ruleThatCannotBeMeantIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalRule("reciprocity", "week", 0.3, 0.1, 0.2))
                .withMessageContaining("either above or below");
        assertThatIllegalArgumentException().isThrownBy(() -> new SignalRule("reciprocity", "week", null, null, 0.2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalRule("reciprocity", "week", 0.3, null, 0.4))
                .withMessageContaining("good side");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalRule("happiness", "week", 0.3, null, 0.2))
                .withMessageContaining("The metric is one of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalRule("reciprocity", "decade", 0.3, null, 0.2))
                .withMessageContaining("day, week or month");
    }

    private static Signal after(SignalRule rule, @Nullable Double... values) {
        return after(rule, points(rule, values).reversed().iterator());
    }

    private static Signal after(SignalRule rule, Iterator<Point> windows) {
        SignalWatch watch = new SignalWatch(rule);
        while (!watch.isDecided() && windows.hasNext()) {
            watch.see(windows.next());
        }
        return watch.signal();
    }

    private static List<Point> points(SignalRule rule, @Nullable Double... values) {
        List<Point> points = new ArrayList<>();
        for (@Nullable Double value : values) {
            points.add(point(rule, points.size(), value));
        }
        return points;
    }

    private static Point point(SignalRule rule, int week, @Nullable Double value) {
        Metric figure = new Metric(
                rule.metric(), value, "ratio", 0, 0, value == null ? "Nobody did anything." : null, Map.of());
        return new Point(begin(week), begin(week + 1), figure);
    }

    private static Instant begin(int week) {
        return Instant.parse("2026-03-02T00:00:00Z").plusSeconds(week * 604_800L);
    }
}
