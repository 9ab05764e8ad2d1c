package org.geben.query.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.geben.query.Parameters;
import org.geben.query.Refusal;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * One figure in windows of the calendar that follow on one another.
 *
 * @param windows in their order, at least one
 */
record GetHealthSeries(String metric, Step step, List<GetHealth> windows) {
    private static final int USUAL = 12;
    private static final int MOST = 366;

    /**
     * The windows from the one that holds {@code from} to the last that begins before {@code to}; the last twelve
     * until now where neither is said.
     *
     * @throws Refusal 400 {@code METRIC_UNKNOWN}, {@code STEP_UNKNOWN}, {@code TIME_MALFORMED}, {@code RANGE_EMPTY}
     *     or {@code RANGE_TOO_LONG}
     */
    static GetHealthSeries of(
            Asked asked,
            @Nullable String metric,
            @Nullable String stepName,
            @Nullable String from,
            @Nullable String to) {
        String named = metric == null ? "activeMembers" : metric;
        Family.with(named);
        Step step = stepName == null ? Step.MONTH : Step.ofSeries(stepName);
        Instant end = to == null ? asked.now() : Parameters.time("to", to, asked.zone());
        LocalDate first = from == null
                ? step.plus(step.first(end, asked.zone()), 1 - USUAL)
                : step.first(Parameters.time("from", from, asked.zone()), asked.zone());
        List<GetHealth> windows = new ArrayList<>();
        Span span = step.from(first, asked.zone());
        while (span.from().isBefore(end)) {
            if (windows.size() == MOST) {
                throw Refusal.badRequest(
                        "RANGE_TOO_LONG",
                        "A series has at most %d steps: ask for longer steps, or for fewer.".formatted(MOST),
                        "from");
            }
            // A zone may have left out a day.
            if (!span.isEmpty()) {
                windows.add(asked.within(span));
            }
            first = step.plus(first, 1);
            span = step.from(first, asked.zone());
        }
        if (windows.isEmpty()) {
            throw Refusal.badRequest("RANGE_EMPTY", "The series must begin before it ends.", "from");
        }
        return new GetHealthSeries(named, step, windows);
    }

    GetHealth first() {
        return windows.getFirst();
    }

    /** What the answer depends on. */
    GetHealthSeries asked() {
        return new GetHealthSeries(
                metric, step, windows.stream().map(GetHealth::asked).toList());
    }

    record Result(
            String metric,
            String step,
            List<Point> points,
            String zone,
            String scope,
            @JsonUnwrapped Origin origin) implements Tabular {

        @Override
        public List<String> header() {
            return GetHealth.HEADER;
        }

        @Override
        public List<List<?>> rows() {
            return points.stream()
                    .<List<?>>map(point -> GetHealth.row(
                            point.figure, new GetHealth.Stretch(point.from, point.to, zone), scope, origin))
                    .toList();
        }
    }

    /** @param to not in the window any more */
    record Point(Instant from, Instant to, @JsonUnwrapped Metric figure) {}
}
