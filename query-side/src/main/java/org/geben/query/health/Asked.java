package org.geben.query.health;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.geben.query.AsOf;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;

/**
 * What every question about health says, of which each may be absent: for whom, where, and of what time.
 *
 * @param now what is to be taken for the present, to the second that follows: so all who ask within one second ask the
 *     same, and what has just happened is in it
 */
record Asked(Instant now, ZoneId zone, @Nullable UUID group, Reader reader, AsOf asOf) {
    private static final int USUAL_DAYS = 30;

    static Asked of(Views views, @Nullable String zone, @Nullable String group, @Nullable String reader, AsOf asOf) {
        return new Asked(
                views.now(asOf, ChronoUnit.SECONDS),
                Parameters.zone(zone),
                group == null ? null : Parameters.id("group", group),
                Reader.of(reader),
                asOf);
    }

    /**
     * The window of the calendar around a moment, or from a time until another; the last 30 days where nothing is said.
     *
     * @throws Refusal 400 {@code WINDOW_AMBIGUOUS}, {@code WINDOW_UNKNOWN} or {@code TIME_MALFORMED}
     */
    GetHealth about(@Nullable String window, @Nullable String at, @Nullable String from, @Nullable String to) {
        if (window == null && at == null) {
            Instant end = to == null ? now : Parameters.time("to", to, zone);
            return within(new Span(from == null ? daysBefore(end) : Parameters.time("from", from, zone), end));
        }
        if (window == null || from != null || to != null) {
            throw Refusal.badRequest(
                    "WINDOW_AMBIGUOUS",
                    "Ask either for a window, with a moment at which it is, or for what is from a time to another.",
                    window == null ? "at" : "window");
        }
        Step step = Step.ofWindow(window);
        Instant moment = at == null ? now : Parameters.time("at", at, zone);
        return within(step.from(step.first(moment, zone), zone));
    }

    GetHealth within(Span span) {
        return new GetHealth(span.from(), span.to(), now, zone, group, reader, asOf);
    }

    private Instant daysBefore(Instant end) {
        return end.atZone(zone).minusDays(USUAL_DAYS).toInstant();
    }
}
