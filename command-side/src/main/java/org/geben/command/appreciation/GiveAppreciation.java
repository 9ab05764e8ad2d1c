package org.geben.command.appreciation;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Gives an appreciation.
 *
 * @param giver unknown only where an import has lost it
 * @param message with KUDOS only
 * @param points with KUDOS only, otherwise 0
 * @param stars with RATING only, 1 to 5
 * @param tags the values that KUDOS honour
 */
@CommandName(value = "appreciation.give", actor = "giver", optional = "points")
public record GiveAppreciation(
        @TargetAggregateIdentifier AppreciationId appreciationId,
        @Nullable MemberId giver,
        Subject subject,
        AppreciationKind kind,
        @Nullable String message,
        int points,
        @Nullable Integer stars,
        List<String> tags) {
    public GiveAppreciation {
        tags = List.copyOf(tags);
    }

    /** An appreciation by a known giver, whose id follows from giver, subject and kind. */
    public static GiveAppreciation by(
            MemberId giver,
            Subject subject,
            AppreciationKind kind,
            @Nullable String message,
            int points,
            @Nullable Integer stars,
            List<String> tags) {
        return new GiveAppreciation(
                AppreciationId.of(giver, subject, kind), giver, subject, kind, message, points, stars, tags);
    }

    /** One that names no values. */
    public static GiveAppreciation by(
            MemberId giver,
            Subject subject,
            AppreciationKind kind,
            @Nullable String message,
            int points,
            @Nullable Integer stars) {
        return by(giver, subject, kind, message, points, stars, List.of());
    }

    /** An appreciation without words, points or stars. */
    public static GiveAppreciation by(MemberId giver, Subject subject, AppreciationKind kind) {
        return by(giver, subject, kind, null, 0, null);
    }

    /** An appreciation whose giver an import has lost. */
    public static GiveAppreciation bySomebody(AppreciationId id, Subject subject, AppreciationKind kind) {
        return new GiveAppreciation(id, null, subject, kind, null, 0, null, List.of());
    }

    Words words() {
        return new Words(kind, message, points, stars, tags);
    }
}
