package org.geben.query.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.geben.query.AsOf;
import org.geben.query.RandomStory;
import org.geben.query.Reader;
import org.geben.query.Story;
import org.geben.query.desk.GetLeadership.Done;
import org.geben.query.desk.GetLeadership.Line;
import org.geben.query.desk.GetLeadership.Month;
import org.geben.query.generation.ReadSide;

class LeadershipPropertiesTest {
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);

    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 10)
    void leadershipIsWhatALoopOverTheEventsMakesIt(@ForAll long seed, @ForAll("zones") ZoneId zone) {
        Story story = RandomStory.of(seed, 400);
        readSide.tell(new DeskProjection(), story);
        LeadershipQueries queries = new LeadershipQueries(readSide.views(), new RoleHolders(readSide.views()));
        Instant now = Instant.parse("2026-03-20T00:00:00Z").plusSeconds(Math.floorMod(seed, 5_000_000L));
        PlainLeadership plain = new PlainLeadership(story.log(), zone);

        for (Month month : queries.handle(
                        new GetLeadership(FEBRUARY, FEBRUARY.plusMonths(3), now, zone, Reader.NOBODY, AsOf.NOW))
                .months()) {
            Map<UUID, PlainLeadership.Figures> figures = new HashMap<>();
            month.leaders().forEach(line -> figures.put(line.leader().id(), figures(line)));
            assertThat(figures).as(month.month()).isEqualTo(plain.of(YearMonth.parse(month.month()), now));
            assertThat(month.levels().stream()
                            .mapToLong(level -> level.done().contributions())
                            .sum())
                    .isEqualTo(month.leaders().stream()
                            .mapToLong(line -> line.done().contributions())
                            .sum());
        }
    }

    private static PlainLeadership.Figures figures(Line line) {
        Done done = line.done();
        return new PlainLeadership.Figures(
                done.contributions(),
                done.appreciationsGiven(),
                done.weeks(),
                done.weeksKept(),
                done.kept().numerator(),
                done.kept().denominator(),
                line.pledges().size());
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "+13:45")
                .map(ZoneId::of);
    }
}
