package org.geben.query.desk;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geben.kernel.pledge.PledgeUnit;
import org.geben.query.desk.GetLeadership.Done;
import org.geben.query.desk.GetLeadership.Kept;
import org.geben.query.desk.GetLeadership.Line;
import org.geben.query.desk.GetLeadership.Pledged;
import org.jspecify.annotations.Nullable;

/**
 * One leader, day by day. A week belongs to the month in which it begins, on Monday; only whole weeks that are over are
 * held against a pledge, so nobody is behind in the middle of one.
 */
final class Leader {
    private static final int DAYS = 7;

    final Promises promises = new Promises();
    private final Person person;
    private final String level;
    private final @Nullable Instant leadingSince;
    private final Map<LocalDate, Acts> acts = new HashMap<>();

    /** @param leadingSince when the role was granted; absent for one who does not hold it */
    Leader(Person person, String level, @Nullable Instant leadingSince) {
        this.person = person;
        this.level = level;
        this.leadingSince = leadingSince;
    }

    /** @param interactions those of them that are done for others */
    private record Acts(long contributions, long given, long interactions) {
        private static final Acts NONE = new Acts(0, 0, 0);

        Acts and(Acts others) {
            return new Acts(
                    contributions + others.contributions, given + others.given, interactions + others.interactions);
        }
    }

    Person person() {
        return person;
    }

    void acted(LocalDate day, long contributions, long given, long interactions) {
        acts.put(day, new Acts(contributions, given, interactions));
    }

    /** Absent where the member neither led nor had pledged anything in the month. */
    @Nullable
    Line in(YearMonth month, GetLeadership query) {
        List<Pledged> pledges = new ArrayList<>();
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            Pledged pledged = promises.on(month.atDay(day));
            if (pledged != null && (pledges.isEmpty() || !pledges.getLast().equals(pledged))) {
                pledges.add(pledged);
            }
        }
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(query.zone()).toInstant();
        boolean led = leadingSince != null && leadingSince.isBefore(end);
        return led || !pledges.isEmpty() ? new Line(person, level, pledges, done(month, pledges, query)) : null;
    }

    private Done done(YearMonth month, List<Pledged> pledges, GetLeadership query) {
        Acts inMonth = Acts.NONE;
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            inMonth = inMonth.and(on(month.atDay(day)));
        }
        long weeks = 0;
        long weeksKept = 0;
        long actual = 0;
        long pledged = 0;
        LocalDate monday = month.atDay(1).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        for (; YearMonth.from(monday).equals(month); monday = monday.plusDays(DAYS)) {
            long promised = promisedIn(monday, query);
            if (promised > 0) {
                long done = interactionsIn(monday);
                weeks++;
                weeksKept += done >= promised ? 1 : 0;
                actual += done;
                pledged += promised;
            }
        }
        return new Done(inMonth.contributions, inMonth.given, weeks, weeksKept, Kept.of(actual, pledged, why(pledges)));
    }

    /** How many interactions, in a week that is held against the pledge; otherwise 0. */
    private long promisedIn(LocalDate monday, GetLeadership query) {
        boolean isOver =
                !monday.plusDays(DAYS).atStartOfDay(query.zone()).toInstant().isAfter(query.now());
        if (!isOver) {
            return 0;
        }
        for (int day = 0; day < DAYS; day++) {
            Pledged pledged = promises.on(monday.plusDays(day));
            if (pledged == null || !isOfInteractions(pledged)) {
                return 0;
            }
        }
        Pledged first = promises.on(monday);
        return first == null ? 0 : first.perWeek();
    }

    private long interactionsIn(LocalDate monday) {
        long done = 0;
        for (int day = 0; day < DAYS; day++) {
            done += on(monday.plusDays(day)).interactions;
        }
        return done;
    }

    private Acts on(LocalDate day) {
        return acts.getOrDefault(day, Acts.NONE);
    }

    private static String why(List<Pledged> pledges) {
        if (pledges.isEmpty()) {
            return "Nothing was pledged for the month.";
        }
        return pledges.stream().anyMatch(Leader::isOfInteractions)
                ? "No whole week of the pledge that begins in the month is over."
                : "Hours were pledged, and hours are not observed.";
    }

    private static boolean isOfInteractions(Pledged pledged) {
        return pledged.unit().equals(PledgeUnit.INTERACTIONS.name());
    }
}
