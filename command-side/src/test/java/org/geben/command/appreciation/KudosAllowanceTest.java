package org.geben.command.appreciation;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_ALLOWANCE_SPENT;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.geben.kernel.appreciation.AllowanceEvent.AllowanceOpened;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReleased;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReserved;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;

class KudosAllowanceTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final AllowanceId WEEK = AllowanceId.of(ANA, "2026-W10");
    private static final AllowanceOpened OPENED = new AllowanceOpened(
            WEEK, ANA, "2026-W10", Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-09T00:00:00Z"), 10);
    private static final Instant WITHIN = Instant.parse("2026-03-08T23:59:59Z");
    private static final Instant AFTER = Instant.parse("2026-03-09T00:00:00Z");
    private static final AppreciationId FIRST = AppreciationId.imported("test", "1");
    private static final AppreciationId SECOND = AppreciationId.imported("test", "2");

    @Test
    void isOpenedByTheFirstKudosAndSpentToTheLastPoint() {
        reserving(FIRST, 10).expectEvents(OPENED, new KudosReserved(WEEK, FIRST, 10));
        reserving(SECOND, 4, OPENED, new KudosReserved(WEEK, FIRST, 6))
                .expectEvents(new KudosReserved(WEEK, SECOND, 4));
    }

    @Test
    void rejectsMoreThanIsLeft() {
        reserving(FIRST, 11).expectException(breaking(KUDOS_ALLOWANCE_SPENT)).expectNoEvents();
        reserving(SECOND, 5, OPENED, new KudosReserved(WEEK, FIRST, 6))
                .expectException(breaking(KUDOS_ALLOWANCE_SPENT))
                .expectNoEvents();
    }

    @Test
    void holdsWhatItWasOpenedWithWhateverTheSettingsBecome() {
        AllowanceOpened generous = new AllowanceOpened(WEEK, ANA, "2026-W10", OPENED.from(), OPENED.to(), 500);
        reserving(SECOND, 300, generous).expectEvents(new KudosReserved(WEEK, SECOND, 300));
    }

    @Test
    void whatWasReleasedCanBeGivenAnew() {
        reserving(SECOND, 10, OPENED, new KudosReserved(WEEK, FIRST, 10), new KudosReleased(WEEK, FIRST, 10))
                .expectEvents(new KudosReserved(WEEK, SECOND, 10));
    }

    @Test
    void theSameAppreciationHoldsItsPointsOnce() {
        reserving(FIRST, 10, OPENED, new KudosReserved(WEEK, FIRST, 6))
                .expectEvents(new KudosReserved(WEEK, FIRST, 10));
    }

    @Test
    void releasesWithinThePeriodAndOnce() {
        releasing(WITHIN, OPENED, new KudosReserved(WEEK, FIRST, 6)).expectEvents(new KudosReleased(WEEK, FIRST, 6));
        releasing(AFTER, OPENED, new KudosReserved(WEEK, FIRST, 6)).expectNoEvents();
        releasing(WITHIN, OPENED, new KudosReserved(WEEK, FIRST, 6), new KudosReleased(WEEK, FIRST, 6))
                .expectNoEvents();
    }

    private static ResultValidator<KudosAllowance> reserving(AppreciationId kudos, int points, Object... given) {
        AllowanceTerms.Period week = new AllowanceTerms(10, AllowanceTerms.Unit.WEEK, ZoneOffset.UTC).periodOf(WITHIN);
        AggregateTestFixture<KudosAllowance> allowance = new AggregateTestFixture<>(KudosAllowance.class);
        return given.length == 0
                ? allowance.givenNoPriorActivity().whenConstructing(() -> {
                    KudosAllowance opened = new KudosAllowance();
                    opened.reserve(ANA, Map.of(kudos, points), week, 10);
                    return opened;
                })
                : allowance
                        .given(given)
                        .whenInvoking(WEEK.toString(), opened -> opened.reserve(ANA, Map.of(kudos, points), week, 10));
    }

    private static ResultValidator<KudosAllowance> releasing(Instant at, Object... given) {
        return new AggregateTestFixture<>(KudosAllowance.class)
                .given(given)
                .whenInvoking(WEEK.toString(), opened -> opened.release(FIRST, at));
    }
}
