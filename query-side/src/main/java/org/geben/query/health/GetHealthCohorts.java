package org.geben.query.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.geben.query.Refusal;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * How many of those who came in one month were active in it and in the months that followed.
 *
 * @param months one after the other, the last one over
 */
record GetHealthCohorts(Begin by, List<GetHealth> months) {
    private static final int USUAL = 12;
    private static final int MOST = 36;

    /**
     * @throws Refusal 400 {@code COHORTS_UNKNOWN} or {@code LIMIT_OUT_OF_BOUNDS}
     */
    static GetHealthCohorts of(Asked asked, @Nullable String by, @Nullable String months) {
        int count = count(months);
        LocalDate first = Step.MONTH.first(asked.now(), asked.zone()).minusMonths(count);
        return new GetHealthCohorts(
                Begin.of(by),
                IntStream.range(0, count)
                        .mapToObj(i -> asked.within(Step.MONTH.from(first.plusMonths(i), asked.zone())))
                        .toList());
    }

    private static int count(@Nullable String months) {
        if (months == null) {
            return USUAL;
        }
        if (months.matches("[0-9]{1,2}")) {
            int count = Integer.parseInt(months);
            if (count >= 1 && count <= MOST) {
                return count;
            }
        }
        throw Refusal.badRequest(
                "LIMIT_OUT_OF_BOUNDS", "The months are a whole number from 1 to %d.".formatted(MOST), "months");
    }

    GetHealth first() {
        return months.getFirst();
    }

    /** All months that can be asked for, until the last. */
    List<GetHealth> most() {
        GetHealth last = months.getLast();
        LocalDate month = Step.MONTH.first(last.from(), last.zone());
        return IntStream.range(0, MOST)
                .mapToObj(i -> last.within(Step.MONTH.from(month.plusMonths(i + 1L - MOST), last.zone())))
                .toList();
    }

    /** What the answer depends on. */
    GetHealthCohorts asked() {
        return new GetHealthCohorts(by, months.stream().map(GetHealth::asked).toList());
    }

    /** With what a member's time begins. */
    enum Begin {
        JOINED("m.joined_at"),
        CONTRIBUTED("m.first_at");

        private final String column;

        Begin(String column) {
            this.column = column;
        }

        static Begin of(@Nullable String name) {
            return name == null
                    ? JOINED
                    : Arrays.stream(values())
                            .filter(begin -> begin.toString().equals(name))
                            .findFirst()
                            .orElseThrow(() -> Refusal.badRequest(
                                    "COHORTS_UNKNOWN", "Cohorts are by joined or by contributed.", "by"));
        }

        String column() {
            return column;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Result(
            String by,
            List<Cohort> cohorts,
            String zone,
            String scope,
            @JsonUnwrapped Origin origin) implements Tabular {
        @Override
        public List<String> header() {
            return List.of(
                    "cohort",
                    "members",
                    "month",
                    "active",
                    "share",
                    "undefinedBecause",
                    "zone",
                    "scope",
                    "excluded",
                    "generation",
                    "position");
        }

        /** Of each cohort its months, or one row that says why there are none. */
        @Override
        public List<List<?>> rows() {
            List<List<?>> rows = new ArrayList<>();
            for (Cohort cohort : cohorts) {
                for (int k = 0; k < cohort.active.size(); k++) {
                    rows.add(row(cohort, k, cohort.active.get(k), cohort.retention.get(k)));
                }
                if (cohort.undefinedBecause != null) {
                    rows.add(row(cohort, null, null, null));
                }
            }
            return rows;
        }

        private List<?> row(Cohort cohort, @Nullable Integer month, @Nullable Long active, @Nullable Double share) {
            return Arrays.asList(
                    cohort.month,
                    cohort.members,
                    month,
                    active,
                    share,
                    cohort.undefinedBecause,
                    zone,
                    scope,
                    Framed.text(cohort.excluded),
                    origin.generation(),
                    origin.position());
        }
    }

    /**
     * @param month in which they came, such as 2026-03
     * @param members how many they are
     * @param active how many of them were active in it, in the next month, and so on; empty where that is not told
     * @param retention the same as shares; empty where there are none
     * @param undefinedBecause why there are none, in one sentence
     * @param excluded what was left out and how many of each: members who came, and what was done in these months by nobody
     *     who is known, or at no known time
     */
    record Cohort(
            String month,
            long members,
            List<Long> active,
            List<Double> retention,
            @Nullable String undefinedBecause,
            Map<String, Long> excluded) {}
}
