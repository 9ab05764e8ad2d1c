package org.geben.command.appreciation;

import static org.geben.kernel.appreciation.AppreciationKind.KUDOS;
import static org.geben.kernel.appreciation.AppreciationKind.RATING;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_MESSAGE_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_POINTS_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.RATING_STARS_OUT_OF_BOUNDS;

import org.geben.kernel.RuleViolation;
import org.geben.kernel.TextBounds;
import org.jspecify.annotations.Nullable;

/** What an appreciation says beyond its kind: kudos carry a message and points, a rating carries stars. */
record Words(@Nullable String message, int points, @Nullable Integer stars) {
    private static final TextBounds MESSAGE = new TextBounds(1, 1_000);
    private static final int MOST_POINTS = 1_000;
    private static final int MOST_STARS = 5;

    /** @throws RuleViolation if a part is missing, out of bounds, or belongs to another kind */
    static Words of(GiveAppreciation command) {
        boolean kudos = command.kind() == KUDOS;
        if (kudos != (command.message() != null)) {
            throw KUDOS_MESSAGE_OUT_OF_BOUNDS.broken();
        }
        if (command.message() != null) {
            MESSAGE.check(KUDOS_MESSAGE_OUT_OF_BOUNDS, command.message());
        }
        if (command.points() < 0 || command.points() > (kudos ? MOST_POINTS : 0)) {
            throw KUDOS_POINTS_OUT_OF_BOUNDS.broken();
        }
        boolean rating = command.kind() == RATING;
        if (rating != (command.stars() != null)
                || command.stars() != null && (command.stars() < 1 || command.stars() > MOST_STARS)) {
            throw RATING_STARS_OUT_OF_BOUNDS.broken();
        }
        return new Words(command.message(), command.points(), command.stars());
    }
}
