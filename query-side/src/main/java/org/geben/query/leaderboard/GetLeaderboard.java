package org.geben.query.leaderboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.geben.query.Page;
import org.geben.query.generation.Origin;
import org.geben.query.leaderboard.Window.Range;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who leads a board in the window around a moment. A page that follows another stays in the window of the first.
 *
 * @param at any moment of the window
 */
record GetLeaderboard(Board board, Window window, Instant at, ZoneId zone, Page page) {

    /**
     * @param next the cursor of the next page; absent on the last
     * @param rules those by which members are scored, complete; absent if they are the standard ones
     */
    record Result(
            String board,
            Stretch window,
            List<Entry> entries,
            @Nullable String next,
            Excluded excluded,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode rules,

            @JsonUnwrapped Origin origin) {}

    /** @param to not in the window any more; both ends are absent for all time */
    record Stretch(
            String name, @Nullable Instant from, @Nullable Instant to, String zone) {
        static Stretch of(Window window, @Nullable Range range, ZoneId zone) {
            return new Stretch(
                    window.toString(),
                    range == null ? null : range.from(),
                    range == null ? null : range.to(),
                    zone.getId());
        }
    }

    /**
     * @param rank members with the same points share it, and those behind them are counted from the first: 1, 2, 2, 4
     * @param score the figure by which the board ranks first
     * @param points how many each of its parts is worth, which makes up the score; absent under the standard rules, where
     *     the parts themselves do
     */
    record Entry(
            long rank,
            Member member,
            long score,
            Parts parts,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, Long> points) {
        Entry(long rank, Member member, long score, Parts parts) {
            this(rank, member, score, parts, null);
        }
    }

    record Member(UUID id, String handle, String name) {}

    /** What a score is made of. */
    sealed interface Parts {
        /** @param replies visible contributions that answer another person */
        record Giving(long replies, long appreciationsGiven) implements Parts {}

        /**
         * @param givers distinct members
         * @param appreciations from whomever but programs, not retracted
         * @param unknownGivers appreciations among them whose giver is not known
         */
        record Appreciated(long givers, long appreciations, Map<String, Long> byKind, long unknownGivers)
                implements Parts {}

        /** @param replies contributions among them that answer another person */
        record Contributing(long contributions, long replies) implements Parts {}
    }

    /**
     * What was not ranked, and what gave nobody points. Nothing is counted twice: an appreciation stands in the first
     * count that fits it, from {@code automatedAppreciations} on.
     *
     * @param automated members that are programs and would have points
     * @param left members who have left the community and would have points
     * @param repliesToAutomated visible ones, by people; on the board of giving
     * @param automatedAppreciations given or received by programs; on the boards of giving and appreciated
     * @param inferredTimes appreciations that belong to no window, because the source did not know their time; in windows
     *     of these two boards
     * @param unknownGivers appreciations that count for no giver, because he is not known; on the board of giving
     */
    record Excluded(
            long automated,
            long left,
            long repliesToAutomated,
            long automatedAppreciations,
            long inferredTimes,
            long unknownGivers) {}
}
