package org.geben.query.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    void figureThatIsUndefinedLeavesItAsItWas() {
        assertThat(after(ABOVE, 0.9, null).raised()).isTrue();
        assertThat(after(ABOVE, 0.1, null).raised()).isFalse();
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
        List<Point> points = new ArrayList<>();
        for (@Nullable Double value : values) {
            Metric figure = new Metric(
                    rule.metric(), value, "ratio", 0, 0, value == null ? "Nobody did anything." : null, Map.of());
            points.add(new Point(begin(points.size()), begin(points.size() + 1), figure));
        }
        return rule.after(points);
    }

    private static Instant begin(int week) {
        return Instant.parse("2026-03-02T00:00:00Z").plusSeconds(week * 604_800L);
    }
}
