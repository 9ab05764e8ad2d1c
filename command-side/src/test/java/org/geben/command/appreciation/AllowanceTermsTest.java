package org.geben.command.appreciation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.geben.command.appreciation.AllowanceTerms.Period;
import org.geben.command.appreciation.AllowanceTerms.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTermsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-03-29T10:00:00Z, 2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "WEEK, 2026-12-31T23:30:00Z, 2026-W53, 2026-12-27T23:00:00Z, 2027-01-03T23:00:00Z",
        "MONTH, 2026-02-28T23:00:00Z, 2026-03, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z"
    })
    void aPeriodBeginsAndEndsAtMidnightInItsZone(Unit unit, Instant moment, String label, Instant from, Instant to) {
        assertThat(new AllowanceTerms(10, unit, BERLIN).periodOf(moment)).isEqualTo(new Period(label, from, to));
    }

    @Property
    void everyMomentBelongsToOnePeriodAndTheNextOneFollows(
            @ForAll Unit unit, @ForAll @LongRange(min = 0, max = 4_000_000_000L) long seconds) {
        AllowanceTerms terms = new AllowanceTerms(10, unit, BERLIN);
        Instant moment = Instant.ofEpochSecond(seconds);
        Period period = terms.periodOf(moment);

        assertThat(moment).isBetween(period.from(), period.to().minusNanos(1));
        assertThat(terms.periodOf(period.from())).isEqualTo(period);
        assertThat(terms.periodOf(period.to().minusNanos(1))).isEqualTo(period);
        assertThat(terms.periodOf(period.to()).from()).isEqualTo(period.to());
        assertThat(terms.periodOf(period.to()).label()).isNotEqualTo(period.label());
    }

    @Test
    void rejectsAnAllowanceOfLessThanNothing() {
        assertThatThrownBy(() -> new AllowanceTerms(-1, Unit.DAY, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
