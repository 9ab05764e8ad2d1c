package org.geben.query.leaderboard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.generation.Origin;
import org.geben.query.leaderboard.GetLeaderboard.Stretch;
import org.jspecify.annotations.Nullable;

/** Of what a member's score on a board is made, the latest first. */
record ExplainStanding(Board board, Span span, @Nullable UUID group, UUID member, Reader reader, Page page) {

    /**
     * @param score the sum of all points, those that are withheld included
     * @param next the cursor of the next page; absent on the last
     */
    record Result(
            String board,
            Stretch window,
            String scope,
            UUID member,
            BigDecimal score,
            List<Point> entries,
            Withheld withheld,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}

    /**
     * @param fact what earned it
     * @param event the name of the event that says so
     * @param eventId the id of that event
     * @param stream in which it stands
     * @param rulesVersion by which it was weighed: those that were valid when it happened; 0 for those before the first
     * @param weight by these rules
     * @param repeat the how manyth it is of the same giver for the same receiver in its month, where that matters
     * @param capped whether giver or receiver had enough that day; then it is worth nothing
     * @param distinctGiver whether it is the first of its giver in the window, which is worth {@code giverWeight} more
     * @param points what is left of all of this; below zero for what was in the stretch before, on the board of rising
     */
    record Point(
            String fact,
            String event,
            UUID eventId,
            UUID stream,
            String kind,
            Instant occurredAt,
            long rulesVersion,
            BigDecimal weight,
            long repeat,
            boolean capped,
            boolean distinctGiver,
            BigDecimal giverWeight,
            BigDecimal points) {}

    /** What happened in groups that the reader does not read. */
    record Withheld(long facts, BigDecimal points) {}
}
