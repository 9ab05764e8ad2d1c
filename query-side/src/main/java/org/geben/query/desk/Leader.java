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
import org.geben.query.Held;
import org.geben.query.PledgeKept;
import org.geben.query.Promises;
import org.geben.query.desk.GetLeadership.Done;
import org.geben.query.desk.GetLeadership.Kept;
import org.geben.query.desk.GetLeadership.Line;
import org.geben.query.desk.GetLeadership.Pledged;
import org.jspecify.annotations.Nullable;

/**
 * One leader, day by day. A month is held against the pledge as far as its days are over. Weeks are told beside it,
 * in the month in which they begin, on Monday: only those that are over and pledged as a whole, for who gives on one
 * day of each week keeps the pledge, too.
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
        LocalDate first = month.atDay(1);
        LocalDate next = month.plusMonths(1).atDay(1);
        List<Pledged> pledges = new ArrayList<>();
        for (Held held : promises.held(first, next)) {
            Pledged pledged = Pledged.of(held.pledge());
            if (pledges.isEmpty() || !pledges.getLast().equals(pledged)) {
                pledges.add(pledged);
            }
        }
        boolean led = leadingSince != null
                && leadingSince.isBefore(next.atStartOfDay(query.zone()).toInstant());
        return led || !pledges.isEmpty() ? new Line(person, level, pledges, done(first, next, pledges, query)) : null;
    }

    private Done done(LocalDate first, LocalDate next, List<Pledged> pledges, GetLeadership query) {
        LocalDate today = LocalDate.ofInstant(query.now(), query.zone());
        Acts inMonth = acted(first, next);
        PledgeKept kept = kept(first, today.isBefore(next) ? today : next);
        long weeks = 0;
        long weeksKept = 0;
        LocalDate monday = first.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        for (; monday.isBefore(next) && !monday.plusDays(DAYS).isAfter(today); monday = monday.plusDays(DAYS)) {
            if (isPledged(monday, monday.plusDays(DAYS))) {
                weeks++;
                weeksKept += kept(monday, monday.plusDays(DAYS)).isKept() ? 1 : 0;
            }
        }
        return new Done(inMonth.contributions, inMonth.given, weeks, weeksKept, Kept.of(kept, why(pledges)));
    }

    private PledgeKept kept(LocalDate first, LocalDate next) {
        List<Held> held = promises.held(first, next);
        return PledgeKept.of(
                held.stream()
                        .filter(Held::isOfInteractions)
                        .mapToLong(some -> acted(some.first(), some.next()).interactions)
                        .sum(),
                held);
    }

    /** Whether interactions are, on each of the days. */
    private boolean isPledged(LocalDate first, LocalDate next) {
        return promises.held(first, next).stream()
                        .filter(Held::isOfInteractions)
                        .mapToLong(Held::days)
                        .sum()
                == DAYS;
    }

    private Acts acted(LocalDate first, LocalDate next) {
        return first.datesUntil(next)
                .map(day -> acts.getOrDefault(day, Acts.NONE))
                .reduce(Acts.NONE, Acts::and);
    }

    private static String why(List<Pledged> pledges) {
        if (pledges.isEmpty()) {
            return "Nothing was pledged for the month.";
        }
        return pledges.stream().anyMatch(Leader::isOfInteractions)
                ? "No day of the month on which interactions are pledged is over."
                : "Hours were pledged, and hours are not observed.";
    }

    private static boolean isOfInteractions(Pledged pledged) {
        return pledged.unit().equals(PledgeUnit.INTERACTIONS.name());
    }
}
