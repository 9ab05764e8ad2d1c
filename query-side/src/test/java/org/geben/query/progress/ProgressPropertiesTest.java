package org.geben.query.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.query.Access;
import org.geben.query.AsOf;
import org.geben.query.RandomStory;
import org.geben.query.Reader;
import org.geben.query.Story;
import org.geben.query.generation.ReadSide;

class ProgressPropertiesTest {
    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 10)
    void progressIsWhatALoopOverTheEventsMakesIt(@ForAll long seed, @ForAll("zones") ZoneId zone) {
        Story story = RandomStory.of(seed, 400);
        readSide.tell(new ProgressProjection(), story);
        ProgressQueries queries = new ProgressQueries(readSide.views(), new Everyone());
        PlainProgress plain = new PlainProgress(story.log());
        Instant now = Instant.parse("2027-03-20T00:00:00Z").plusSeconds(Math.floorMod(seed, 10_000_000L));

        for (MemberId member : plain.members()) {
            GetProgress.Result progress =
                    queries.handle(new GetProgress(member.value(), now, zone, Reader.NOBODY, AsOf.NOW));
            assertThat(progress.milestones())
                    .as(member.toString())
                    .containsExactlyInAnyOrderElementsOf(plain.milestones(member, now, zone));
            assertThat(progress.trend()).isEqualTo(plain.trend(member, now, zone));
            long[] givenAndTaken = plain.givenAndTaken(member, now, zone);
            assertThat(progress.giveTake().numerator()).isEqualTo(givenAndTaken[0]);
            assertThat(progress.giveTake().denominator()).isEqualTo(givenAndTaken[0] + givenAndTaken[1]);
        }
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "+13:45", "Pacific/Apia")
                .map(ZoneId::of);
    }

    private static final class Everyone implements Access {
        @Override
        public boolean holds(Reader reader, AsOf asOf, Role... anyOf) {
            return true;
        }

        @Override
        public void mustHold(Reader reader, AsOf asOf, Role... anyOf) {}
    }
}
