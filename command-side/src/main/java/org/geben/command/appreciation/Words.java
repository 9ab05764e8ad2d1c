package org.geben.command.appreciation;

import static org.geben.kernel.appreciation.AppreciationKind.KUDOS;
import static org.geben.kernel.appreciation.AppreciationKind.RATING;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_MESSAGE_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_POINTS_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_TAGS_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.RATING_STARS_OUT_OF_BOUNDS;

import java.util.List;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.TextBounds;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** What an appreciation says: kudos carry a message, values and points, a rating carries stars. */
record Words(
        AppreciationKind kind,
        @Nullable String message,
        int points,
        @Nullable Integer stars,
        List<String> tags) {
    private static final TextBounds MESSAGE = new TextBounds(1, 1_000);
    private static final TextBounds TAG = TextBounds.line(1, 60);
    private static final int MOST_TAGS = 10;
    private static final int MOST_POINTS = 1_000;
    private static final int MOST_STARS = 5;

    static Words of(AppreciationGiven given) {
        return new Words(
                given.kind(),
                given.message(),
                given.points(),
                given.stars(),
                given.tags() == null ? List.of() : given.tags());
    }

    Words withPoints(int share) {
        return new Words(kind, message, share, stars, tags);
    }

    Words withStars(int others) {
        return new Words(kind, message, points, others, tags);
    }

    AppreciationGiven given(
            AppreciationId id,
            @Nullable MemberId giver,
            Subject subject,
            @Nullable MemberId receiver,
            @Nullable AllowanceId allowance) {
        return new AppreciationGiven(
                id, giver, subject, receiver, kind, message, points, stars, tags.isEmpty() ? null : tags, allowance);
    }

    /** @throws RuleViolation if a part is missing, out of bounds, or belongs to another kind */
    void check() {
        boolean kudos = kind == KUDOS;
        if (kudos != (message != null)) {
            throw KUDOS_MESSAGE_OUT_OF_BOUNDS.broken().about("message");
        }
        if (message != null) {
            MESSAGE.check(KUDOS_MESSAGE_OUT_OF_BOUNDS, "message", message);
        }
        if (points < 0 || points > (kudos ? MOST_POINTS : 0)) {
            throw KUDOS_POINTS_OUT_OF_BOUNDS.broken().about("points");
        }
        if (tags.size() > (kudos ? MOST_TAGS : 0)) {
            throw KUDOS_TAGS_OUT_OF_BOUNDS.broken().about("tags");
        }
        for (int i = 0; i < tags.size(); i++) {
            TAG.check(KUDOS_TAGS_OUT_OF_BOUNDS, "tags/" + i, tags.get(i));
        }
        if ((kind == RATING) != (stars != null) || stars != null && (stars < 1 || stars > MOST_STARS)) {
            throw RATING_STARS_OUT_OF_BOUNDS.broken().about("stars");
        }
    }
}
