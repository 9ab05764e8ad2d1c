package org.geben.query.progress;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.geben.query.AsOf;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What a member has come to.
 *
 * @param now the last moment of the trend
 */
record GetProgress(UUID member, Instant now, ZoneId zone, Reader reader, AsOf asOf) {

    /**
     * @param milestones the earliest first
     * @param trend the last twelve months, the present one included, the earliest first
     * @param giveTake in these months
     */
    record Result(
            UUID member,
            List<Milestone> milestones,
            List<Month> trend,
            GiveTake giveTake,
            String zone,
            @JsonUnwrapped Origin origin) {}

    /**
     * The first, tenth, fiftieth or hundredth of something.
     *
     * @param name CONTRIBUTION, ANSWER, ACCEPTED_ANSWER, THANKS_GIVEN, THANKS_RECEIVED, WELCOME or ANNIVERSARY
     * @param number which of them; of an anniversary how many years
     * @param contribution what was contributed, or is thanked for; absent for other readers than the member, the operator
     *     and those who look after the community, whatever group it is in
     * @param appreciation the thanks; absent like that
     */
    record Milestone(
            String name,
            long number,
            Instant reachedAt,
            @Nullable UUID contribution,
            @Nullable UUID appreciation) {

        Milestone withoutIds() {
            return new Milestone(name, number, reachedAt, null, null);
        }
    }

    /**
     * @param month such as 2026-03
     * @param given appreciations, and so is received
     */
    record Month(String month, long contributions, long given, long received) {}

    /**
     * How much of what went between the member and others the member gave: answers to others and appreciations of them,
     * against those that came back.
     *
     * @param value 0 to 1; absent where nothing was given or taken
     * @param numerator given
     * @param denominator given and taken
     * @param persona giver above 3/5, receiver below 2/5, balanced between them, as community health has it; silent where there is nothing
     * @param from the first moment of the window
     * @param to the first moment after it
     */
    record GiveTake(
            @Nullable Double value,
            long numerator,
            long denominator,
            @Nullable String undefinedBecause,
            String persona,
            Instant from,
            Instant to) {

        static GiveTake of(long given, long taken, Instant from, Instant to) {
            long all = given + taken;
            return all == 0
                    ? new GiveTake(null, 0, 0, "Nothing was given or taken in the window.", "silent", from, to)
                    : new GiveTake((double) given / all, given, all, null, persona(given, all), from, to);
        }

        /** Compares whole numbers, so that a share on the border is on its side of it. */
        private static String persona(long given, long all) {
            if (5 * given > 3 * all) {
                return "giver";
            }
            return 5 * given < 2 * all ? "receiver" : "balanced";
        }
    }
}
