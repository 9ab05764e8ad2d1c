package org.geben.query.leaderboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.geben.query.leaderboard.Window.Range;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who leads a board in a window. A page that follows another stays in the window of the first.
 *
 * @param group absent for the community
 * @param around the member in the middle of the answer; absent where it begins at the top
 */
record GetLeaderboard(
        Board board,
        Span span,
        @Nullable UUID group,
        Ties ties,
        @Nullable UUID around,
        Reader reader,
        Page page) {

    /** Of the community, from the top, around the moment. */
    GetLeaderboard(Board board, Window window, Instant at, ZoneId zone, Page page) {
        this(board, Span.of(window, at, zone), null, Ties.COMPETITION, null, Reader.NOBODY, page);
    }

    /**
     * What is the same for all who ask for this, whenever they do: who reads matters only for their own place.
     *
     * @param in the window of this page
     */
    Object asked(Span in) {
        @Nullable UUID own = around != null && around.equals(reader.id()) ? around : null;
        return Arrays.asList(board, Stretch.of(in), group, ties, around, own, page.limit(), page.cursor());
    }

    /**
     * @param ranked how many members have a rank, with those who do not want to be named: theirs are not among the entries
     * @param next the cursor of the next page; absent on the last, and around a member
     * @param rules those of a generation under rules of its own, complete; absent elsewhere
     */
    record Result(
            String board,
            Stretch window,
            String scope,
            long ranked,
            List<Entry> entries,
            @Nullable String next,
            Excluded excluded,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode rules,

            @JsonUnwrapped Origin origin) {}

    /** @param to not in the window any more; both ends are absent for all time */
    record Stretch(
            String name, @Nullable Instant from, @Nullable Instant to, String zone) {
        static Stretch of(Span span) {
            Range range = span.range();
            return new Stretch(
                    span.window().toString(),
                    range == null ? null : range.from(),
                    range == null ? null : range.to(),
                    span.zone().getId());
        }
    }

    /**
     * @param score the figure by which the board ranks first
     * @param percentile 1, 5, 10, 25 or 50 for who is among the best so many in a hundred of those who have a rank, 100 for
     *     the rest
     * @param points how many each of its parts is worth, which makes up the score
     */
    record Entry(
            long rank, int percentile, Member member, BigDecimal score, Parts parts, Map<String, BigDecimal> points) {}

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

        record Helping(long answersAccepted, long firstResponses) implements Parts {}

        record Welcoming(long welcomes) implements Parts {}

        /**
         * @param now points for giving in the window
         * @param before those in the stretch of the same kind before it
         */
        record Rising(BigDecimal now, BigDecimal before) implements Parts {}
    }

    /**
     * Who is not shown, and what gave nobody points. Nothing is counted twice: a member stands in one of the counts, and an
     * appreciation in the first that fits, from {@code automatedAppreciations} on.
     *
     * @param automated members that are programs and would have points
     * @param left members who have left the community and would have points
     * @param optedOut members who do not want to be named and have a rank with their points
     * @param inExcludedRoles members whose role the rules leave out, whether they want to be named or not, and who would
     *     have points
     * @param repliesToAutomated visible ones, by people; on the boards of giving and rising
     * @param automatedAppreciations given or received by programs; where appreciations count
     * @param inferredTimes appreciations that belong to no window, because the source did not know their time; in windows
     *     where appreciations count
     * @param unknownGivers appreciations that count for no giver, because he is not known; on the boards of giving and rising
     */
    record Excluded(
            long automated,
            long left,
            long optedOut,
            long inExcludedRoles,
            long repliesToAutomated,
            long automatedAppreciations,
            long inferredTimes,
            long unknownGivers) {
        /** Where everybody wants to be named and no role is left out. */
        Excluded(
                long automated,
                long left,
                long repliesToAutomated,
                long automatedAppreciations,
                long inferredTimes,
                long unknownGivers) {
            this(automated, left, 0, 0, repliesToAutomated, automatedAppreciations, inferredTimes, unknownGivers);
        }
    }
}
