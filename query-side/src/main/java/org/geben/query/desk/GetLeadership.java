package org.geben.query.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.geben.kernel.pledge.Pledge;
import org.geben.query.AsOf;
import org.geben.query.PledgeKept;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What leaders have pledged, against what happened.
 *
 * @param to the last month, at most eleven after the first
 * @param now the moment after which nothing has happened
 */
record GetLeadership(YearMonth from, YearMonth to, Instant now, ZoneId zone, Reader reader, AsOf asOf) {
    private static final int MOST_MONTHS = 12;

    /** @throws Refusal 400 {@code RANGE_EMPTY} or {@code RANGE_TOO_LONG} */
    GetLeadership {
        if (to.isBefore(from)) {
            throw Refusal.badRequest("RANGE_EMPTY", "The last month is not before the first.", "from");
        }
        if (!to.isBefore(from.plusMonths(MOST_MONTHS))) {
            throw Refusal.badRequest("RANGE_TOO_LONG", "Ask for at most twelve months at once.", "from");
        }
    }

    /**
     * @param months the earliest first
     * @param excluded leaders who are not counted
     */
    record Result(
            List<Month> months,
            Excluded excluded,
            String zone,
            @JsonUnwrapped Origin origin) {}

    /** @param absent those who have left, are suspended or erased */
    record Excluded(long automated, long absent) {}

    /**
     * @param month such as 2026-03
     * @param to the first moment after it
     * @param levels by the highest role of the leaders; none where a leader reads of himself only
     * @param leaders those who hold the role LEADER, or have a pledge in force in the month, by their handles
     */
    record Month(String month, Instant from, Instant to, List<Level> levels, List<Line> leaders) {}

    /**
     * The leaders whose highest role this is.
     *
     * @param level ADMIN, COMMUNITY_MANAGER, MODERATOR or LEADER; MEMBER for who has given up the role, not the pledge
     * @param pledging those who have a pledge in force in the month
     */
    record Level(String level, long leaders, long pledging, Done done) {}

    /** @param pledges those in force on a day of the month, in their order */
    record Line(Person leader, String level, List<Pledged> pledges, Done done) {}

    /** @param unit HOURS or INTERACTIONS */
    record Pledged(String unit, long perWeek, LocalDate from) {
        static Pledged of(Pledge pledge) {
            return new Pledged(pledge.unit().name(), pledge.perWeek(), pledge.from());
        }
    }

    /**
     * What happened.
     *
     * @param contributions visible ones
     * @param appreciationsGiven those that stand, of a known time
     * @param weeks those that begin in the month and are over, and on each of whose days interactions were pledged
     * @param weeksKept those of them in which there were as many as were pledged for their days
     * @param kept of the days of the month that are over, as {@link PledgeKept} has it
     */
    record Done(long contributions, long appreciationsGiven, long weeks, long weeksKept, Kept kept) {}

    /**
     * @param value not bounded: more may be done than was pledged; absent where it is not defined
     * @param numerator seven times the interactions on days on which some are pledged
     * @param denominator seven times those that are pledged for these days: a pledge is for a week
     */
    record Kept(
            @Nullable Double value,
            long numerator,
            long denominator,
            @Nullable String undefinedBecause) {
        static Kept of(PledgeKept kept, String otherwise) {
            return kept.pledged() == 0
                    ? new Kept(null, kept.given(), 0, otherwise)
                    : new Kept((double) kept.given() / kept.pledged(), kept.given(), kept.pledged(), null);
        }
    }
}
