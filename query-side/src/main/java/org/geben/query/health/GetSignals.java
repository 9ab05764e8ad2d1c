package org.geben.query.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** What is worth attention: figures that lay beyond their thresholds in the windows that are over. */
record GetSignals(Asked question) {
    /** How far back a signal is looked for: before that none is raised. */
    private static final int WINDOWS = 8;

    /** The last windows that are over, in their order. */
    List<GetHealth> windows(Step step) {
        LocalDate present = step.first(question.now(), question.zone());
        return IntStream.rangeClosed(1, WINDOWS)
                .mapToObj(i -> step.from(step.plus(present, i - 1 - WINDOWS), question.zone()))
                .map(question::within)
                .toList();
    }

    record Result(
            List<Signal> signals,
            String zone,
            String scope,
            @JsonUnwrapped Origin origin) {}

    /**
     * @param raised whether it is at the end of the last window that is over
     * @param since the beginning of the window that raised it; absent where it is not raised
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
