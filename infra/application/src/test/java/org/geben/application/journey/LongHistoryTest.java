package org.geben.application.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.geben.application.GebenApplication;
import org.geben.application.process.Launcher;
import org.geben.command.Circumstances;
import org.geben.command.Commands;
import org.geben.command.Order;
import org.geben.command.Outcome;
import org.geben.command.appreciation.GiveAppreciation;
import org.geben.command.contribution.PublishContribution;
import org.geben.command.contribution.ReviseContribution;
import org.geben.command.member.JoinMember;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class LongHistoryTest {
    private static final int REVISIONS = 10_000;
    private static final MemberId ANA = MemberId.imported("test", "ana");
    private static final MemberId BEN = MemberId.imported("test", "ben");
    private static final ContributionId ARTICLE = ContributionId.imported("test", "article");

    @TempDir
    Path data;

    @Test
    void anArticleOfTenThousandRevisionsIsDecidedFromItsLastSnapshotAfterAColdStart() {
        try (ConfigurableApplicationContext geben = start()) {
            Commands commands = geben.getBean(Commands.class);
            commands.sendTogether(List.of(
                    order(new JoinMember(ANA, new Handle("ana"), "Ana", null, false)),
                    order(new JoinMember(BEN, new Handle("ben"), "Ben", null, false)),
                    order(new PublishContribution(
                            ARTICLE, ContributionKind.ARTICLE, ANA, null, null, Content.plain("Draft.")))));
            for (int hundred = 0; hundred < REVISIONS / 100; hundred++) {
                int first = hundred * 100;
                assertThat(commands.sendTogether(IntStream.range(first, first + 100)
                                .mapToObj(LongHistoryTest::revision)
                                .toList()))
                        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Accepted.class));
            }
            EventStorageEngine log = geben.getBean(EventStorageEngine.class);
            await().untilAsserted(() -> assertThat(log.readSnapshot(ARTICLE.toString()))
                    .hasValueSatisfying(
                            snapshot -> assertThat(snapshot.getSequenceNumber()).isGreaterThan(REVISIONS - 1_000L)));
        }
        try (ConfigurableApplicationContext geben = start()) {
            Commands commands = geben.getBean(Commands.class);

            assertThat(commands.sendTogether(List.of(
                            revision(REVISIONS - 1),
                            revision(REVISIONS),
                            order(GiveAppreciation.by(
                                    BEN, new Subject.OfContribution(ARTICLE), AppreciationKind.LIKE)))))
                    .satisfiesExactly(
                            same -> assertThat(repeat(same)).isTrue(),
                            next -> assertThat(repeat(next)).isFalse(),
                            like -> assertThat(repeat(like)).isFalse());
        }
    }

    private ConfigurableApplicationContext start() {
        return new Launcher(GebenApplication.class, List.of("--geben.data-dir=" + data)).startOffline();
    }

    private static boolean repeat(Outcome outcome) {
        return outcome instanceof Outcome.Accepted accepted
                && accepted.acknowledgement().isRepeat();
    }

    private static Order revision(int number) {
        return order(new ReviseContribution(ARTICLE, ANA, null, "Revision %d.".formatted(number), null, null));
    }

    private static Order order(Object command) {
        return new Order(command, Circumstances.of(Instant.parse("2026-01-01T00:00:00Z"), ANA));
    }
}
