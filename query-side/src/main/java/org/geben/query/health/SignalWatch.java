package org.geben.query.health;

import java.time.Instant;
import java.util.Objects;
import org.geben.query.health.GetHealthSeries.Point;
import org.geben.query.health.GetSignals.Signal;
import org.jspecify.annotations.Nullable;

/**
 * How a rule's signal stands after windows that are over, before which it was not raised. It is shown them from the
 * last one back, and no more of them than it must be: back to one that clears it; and where one raises it, eight.
 */
final class SignalWatch {
    /** How many windows are looked at, at most, for the one that raised it. */
    private static final int SINCE = 8;

    private final SignalRule rule;
    private @Nullable Point last;
    private @Nullable Instant since;
    private int seen;
    private boolean decided;

    SignalWatch(SignalRule rule) {
        this.rule = rule;
    }

    SignalRule rule() {
        return rule;
    }

    /** Whether no window before those that it has seen makes a difference. */
    boolean isDecided() {
        return decided;
    }

    /** @param window the one before that which it saw last */
    void see(Point window) {
        seen++;
        if (last == null) {
            last = window;
        }
        Number figure = window.figure().value();
        if (rule.isRaised(false, figure)) {
            since = window.from();
        }
        decided = !rule.isRaised(true, figure) || since != null && seen >= SINCE;
    }

    /** After all windows that there are, or that it needs. */
    Signal signal() {
        Point shown = Objects.requireNonNull(last);
        return new Signal(rule, since != null, since, shown.from(), shown.to(), shown.figure());
    }
}
