package org.geben.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.geben.kernel.Envelope;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionReported;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.MemberEvent.MemberWelcomed;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;

class OwnDataTest {
    private static final MemberId ANA = new MemberId(new UUID(1, 1));
    private static final MemberId BEN = new MemberId(new UUID(1, 2));
    private static final ContributionId POST = new ContributionId(new UUID(2, 1));

    @Test
    void whatOthersWroteIsNotOnesOwn() {
        assertThat(isAnas(published(ANA, BEN))).isTrue();
        assertThat(isAnas(published(BEN, ANA))).isFalse();
        assertThat(isAnas(new ContributionRevised(POST, Content.plain("Thanks"), BEN, List.of(ANA))))
                .isFalse();
        assertThat(isAnas(new ContributionRevised(POST, Content.plain("Thanks"), ANA, List.of(BEN))))
                .isTrue();
    }

    @Test
    void nobodyLearnsWhoReportedThem() {
        assertThat(isAnas(new ContributionReported(POST, ANA, BEN, "Rude."))).isFalse();
        assertThat(isAnas(new ContributionReported(POST, BEN, ANA, "Rude."))).isTrue();
    }

    @Test
    void whatOthersDidForAMemberIsTold() {
        assertThat(isAnas(new MemberWelcomed(ANA, BEN))).isTrue();
    }

    private static ContributionPublished published(MemberId author, MemberId mentioned) {
        return new ContributionPublished(
                POST, ContributionKind.POST, author, null, POST, null, Content.plain("Hello"), List.of(mentioned));
    }

    private static boolean isAnas(Object event) {
        return OwnData.holds(
                new Envelope(
                        1,
                        new UUID(3, 1),
                        "type",
                        "stream",
                        0,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        event),
                ANA);
    }
}
