package org.geben.query.leaderboard;

import java.util.Arrays;
import java.util.Locale;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;

/** How members with the same score are ranked. They are always listed in the order in which they reached it. */
enum Ties {
    /** 1, 2, 2, 4. */
    COMPETITION,
    /** 1, 2, 2, 3. */
    DENSE,
    /** 1, 2, 3, 4. */
    ORDINAL;

    /** @throws Refusal 400 {@code TIES_UNKNOWN} */
    static Ties of(@Nullable String name) {
        return name == null
                ? COMPETITION
                : Arrays.stream(values())
                        .filter(ties -> ties.toString().equals(name))
                        .findFirst()
                        .orElseThrow(() -> Refusal.badRequest(
                                "TIES_UNKNOWN", "Ties are ranked by competition, dense or ordinal.", "ties"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
