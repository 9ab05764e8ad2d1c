package org.geben.query.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** What is worth attention: figures that lay beyond their thresholds in the windows that are over. */
record GetSignals(Asked question) {
    /** How far back a signal is looked for: before that none is raised. */
    private static final int WINDOWS = 60;

    /**
     * The last windows that are over, the latest first.
     *
     * @param begun when the first members joined: before that there is nothing to be seen
     */
    Stream<GetHealth> windows(Step step, Instant begun) {
        return Stream.concat(
                Stream.of(last(step)),
                windows(step)
                        .limit(WINDOWS)
                        .skip(1)
                        .takeWhile(window -> window.to().isAfter(begun)));
    }

    /** The last window that is over. */
    GetHealth last(Step step) {
        return windows(step).findFirst().orElseThrow();
    }

    /** Those that are over, the latest first, but for a day that the zone left out. */
    private Stream<GetHealth> windows(Step step) {
        LocalDate present = step.first(question.now(), question.zone());
        return IntStream.iterate(1, back -> back + 1)
                .mapToObj(back -> step.from(step.plus(present, -back), question.zone()))
                .filter(span -> !span.isEmpty())
                .map(question::within);
    }

    record Result(
            List<Signal> signals,
            String zone,
            String scope,
            @JsonUnwrapped Origin origin) implements Tabular {
        /** A figure's columns as everywhere, and behind them what the signal says of it. */
        @Override
        public List<String> header() {
            return Framed.header(
                    "metric",
                    "value",
                    "unit",
                    "numerator",
                    "denominator",
                    "undefinedBecause",
                    "window",
                    "raiseAbove",
                    "raiseBelow",
                    "clearAt",
                    "raised",
                    "since");
        }

        @Override
        public List<List<?>> rows() {
            return signals.stream().<List<?>>map(this::row).toList();
        }

        private List<?> row(Signal signal) {
            Metric figure = signal.figure;
            SignalRule rule = signal.rule;
            return Framed.row(
                    new GetHealth.Stretch(signal.from, signal.to, zone),
                    scope,
                    figure.excluded(),
                    origin,
                    figure.name(),
                    figure.value(),
                    figure.unit(),
                    figure.numerator(),
                    figure.denominator(),
                    figure.undefinedBecause(),
                    rule.window(),
                    rule.raiseAbove(),
                    rule.raiseBelow(),
                    rule.clearAt(),
                    signal.raised,
                    signal.since);
        }
    }

    /**
     * @param raised whether it is at the end of the last window that is over
     * @param since the beginning of the window that raised it, or of the earliest one beyond the threshold among those that
     *     had to be looked at; absent where it is not raised
     * @param from of the last window that is over
     */
    record Signal(
            SignalRule rule,
            boolean raised,
            @Nullable Instant since,
            Instant from,
            Instant to,
            @JsonUnwrapped Metric figure) {}
}
