package org.geben.query.health;

import java.util.List;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * When a figure is worth a signal. It is raised beyond one threshold and cleared at another, so that a figure near either
 * does not raise and clear it in turn.
 *
 * @param metric one of those of community health
 * @param window in which it is taken: day, week or month
 * @param raiseAbove raised by more than this; absent where less raises it
 * @param raiseBelow raised by less than this; absent where more raises it
 * @param clearAt cleared by this, or by what lies further on the good side
 */
record SignalRule(
        String metric,
        String window,
        @Nullable Double raiseAbove,
        @Nullable Double raiseBelow,
        double clearAt) {
    static final List<SignalRule> USUAL = List.of(
            above("unansweredShare", "week", 0.3, 0.2),
            above("timeToFirstResponseMedian", "week", 86_400, 43_200),
            below("firstContributionReplyRate", "month", 0.8, 0.9),
            below("activation", "month", 0.2, 0.3),
            above("participationTop1", "month", 50, 40),
            below("absenceFactor", "month", 3, 5),
            above("recognitionGini", "month", 0.9, 0.8),
            below("reciprocity", "month", 0.1, 0.2));

    SignalRule {
        if ((raiseAbove == null) == (raiseBelow == null)) {
            throw new IllegalArgumentException(
                    "A signal on %s is raised either above or below a threshold.".formatted(metric));
        }
        if (raiseAbove != null ? clearAt > raiseAbove : clearAt < raiseBelow) {
            throw new IllegalArgumentException(
                    "A signal on %s must clear on the good side of where it is raised.".formatted(metric));
        }
        try {
            Family.with(metric);
            Step.ofWindow(window);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException("geben.health.signals: " + refusal.getMessage(), refusal);
        }
    }

    private static SignalRule above(String metric, String window, double raise, double clear) {
        return new SignalRule(metric, window, raise, null, clear);
    }

    private static SignalRule below(String metric, String window, double raise, double clear) {
        return new SignalRule(metric, window, null, raise, clear);
    }

    /** Whether the signal is raised after a window with this figure; one that is undefined leaves it as it was. */
    boolean isRaised(boolean before, @Nullable Number figure) {
        if (figure == null) {
            return before;
        }
        double value = figure.doubleValue();
        if (raiseAbove != null) {
            return before ? value > clearAt : value > raiseAbove;
        }
        return before ? value < clearAt : raiseBelow != null && value < raiseBelow;
    }
}
