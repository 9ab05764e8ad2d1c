package org.geben.application.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.Message;
import org.geben.application.GebenApplication;
import org.geben.application.process.Launcher;
import org.geben.command.Circumstances;
import org.geben.command.Commands;
import org.geben.command.appreciation.GiveAppreciation;
import org.geben.command.appreciation.GiveKudos;
import org.geben.command.appreciation.RetractAppreciation;
import org.geben.command.contribution.PublishContribution;
import org.geben.command.contribution.ReviseContribution;
import org.geben.command.member.GrantRole;
import org.geben.command.member.JoinMember;
import org.geben.command.member.LeaveCommunity;
import org.geben.command.member.ReturnToCommunity;
import org.geben.command.member.RevokeRole;
import org.geben.command.training.EnrolInSession;
import org.geben.command.training.OfferTraining;
import org.geben.command.training.ScheduleSession;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReserved;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.training.SessionId;
import org.geben.kernel.training.TrainingId;
import org.geben.kernel.training.TrainingKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Many at once over the real log, from two nodes that share it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RacesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final MemberId ANA = MemberId.imported("races", "ana");
    private static final MemberId BEN = MemberId.imported("races", "ben");

    private ConfigurableApplicationContext owner;
    private ConfigurableApplicationContext guest;
    private EventStorageEngine log;

    @BeforeAll
    void twoNodes(@TempDir Path data) {
        Launcher launcher =
                new Launcher(GebenApplication.class, List.of("--geben.data-dir=" + data, "--geben.kudos.points=10"));
        owner = launcher.startOffline();
        guest = launcher.startOffline();
        log = owner.getBean(EventStorageEngine.class);
        send(owner, joining(ANA, "ana"));
        send(guest, joining(BEN, "ben"));
    }

    @AfterAll
    void stop() {
        guest.close();
        owner.close();
    }

    @Test
    void ofTwoLastCommunityManagersWhoGoAtOnceOneStays() throws Exception {
        for (int round = 0; round < 20; round++) {
            send(owner, new GrantRole(ANA, Role.COMMUNITY_MANAGER, null));
            send(owner, new GrantRole(BEN, Role.COMMUNITY_MANAGER, null));

            List<Boolean> gone = together(List.of(
                    () -> sendUnless("LAST_OF_THE_ROLE", owner, new RevokeRole(ANA, Role.COMMUNITY_MANAGER, null)),
                    () -> sendUnless("LAST_OF_THE_ROLE", guest, new RevokeRole(BEN, Role.COMMUNITY_MANAGER, null))));

            assertThat(gone).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void twoHundredWhoGiveTheSameAppreciationLeaveOneEvent() throws Exception {
        Subject ben = new Subject.OfMember(BEN);

        List<Boolean> recorded =
                atOnce(200, node -> send(node, GiveAppreciation.by(ANA, ben, AppreciationKind.THANKS)));

        assertThat(recorded).containsOnlyOnce(true);
        assertThat(lengthOf(AppreciationId.of(ANA, ben, AppreciationKind.THANKS)))
                .isEqualTo(1);
    }

    @Test
    void anAllowanceOfTenLetsTenOfAHundredKudosThrough() throws Exception {
        List<Boolean> given = atOnce(
                100,
                node -> sendUnless(
                        "KUDOS_ALLOWANCE_SPENT",
                        node,
                        new GiveKudos(ANA, List.of(BEN), "You carried us.", 1, List.of(), UUID.randomUUID())));

        assertThat(given).hasSize(100).filteredOn(Boolean::booleanValue).hasSize(10);
        assertThat(eventsOf(AllowanceId.of(ANA, "2026-01")))
                .hasSize(11)
                .filteredOn(KudosReserved.class::isInstance)
                .hasSize(10);
    }

    @Test
    void retractedKudosCanBeGivenAnewHoweverManyTakePart() throws Exception {
        Subject ana = new Subject.OfMember(ANA);
        GiveAppreciation kudos = GiveAppreciation.by(BEN, ana, AppreciationKind.KUDOS, "You carried us.", 10, null);
        for (int round = 0; round < 150; round++) {
            ConfigurableApplicationContext node = round % 2 == 0 ? owner : guest;
            assertThat(send(node, kudos)).isTrue();
            assertThat(send(node, new RetractAppreciation(kudos.appreciationId(), BEN)))
                    .isTrue();
        }

        assertThat(sendUnless("KUDOS_ALLOWANCE_SPENT", guest, kudos)).isTrue();
        GiveKudos more = new GiveKudos(BEN, List.of(ANA), "Once more.", 1, List.of(), UUID.randomUUID());
        assertThat(sendUnless("KUDOS_ALLOWANCE_SPENT", owner, more)).isFalse();
        await().untilAsserted(() -> assertThat(
                        log.readSnapshot(AllowanceId.of(BEN, "2026-01").toString()))
                .isPresent());
        assertThat(sendUnless("KUDOS_ALLOWANCE_SPENT", owner, more)).isFalse();
    }

    @Test
    void aSessionOfFivePlacesTakesFiveOfFifty() throws Exception {
        send(owner, new GrantRole(ANA, Role.LEADER, null));
        TrainingId training = new TrainingId(UUID.randomUUID());
        SessionId session = new SessionId(UUID.randomUUID());
        send(
                owner,
                new OfferTraining(
                        training, TrainingKind.TRAINING, "First steps", null, Set.of(DigitalComfort.HESITANT), ANA));
        Instant from = NOW.plus(Duration.ofDays(1));
        send(owner, new ScheduleSession(session, training, from, from.plus(Duration.ofHours(1)), 5, null, ANA));
        List<MemberId> wishing = IntStream.range(0, 50)
                .mapToObj(i -> MemberId.imported("races", "learner" + i))
                .toList();
        for (MemberId member : wishing) {
            send(owner, joining(member, "learner" + wishing.indexOf(member)));
        }

        List<Boolean> enrolled = together(wishing.stream()
                .<Callable<Boolean>>map(member -> () -> sendUnless(
                        "SESSION_FULL",
                        wishing.indexOf(member) % 2 == 0 ? owner : guest,
                        new EnrolInSession(session, training, member)))
                .toList());

        assertThat(enrolled).hasSize(50).filteredOn(Boolean::booleanValue).hasSize(5);
        assertThat(lengthOf(session)).isEqualTo(6);
    }

    @Test
    void aHandleWantedByAHundredIsGivenToOne() throws Exception {
        List<Boolean> joined = atOnce(
                100, node -> sendUnless("HANDLE_TAKEN", node, joining(new MemberId(UUID.randomUUID()), "wanted")));

        assertThat(joined).containsOnlyOnce(true);
    }

    @Test
    void everyRevisionOfAContestedArticleIsRecorded() throws Exception {
        ContributionId article = ContributionId.imported("races", "article");
        send(
                owner,
                new PublishContribution(article, ContributionKind.ARTICLE, ANA, null, null, Content.plain("Draft.")));

        List<Boolean> recorded = atOnce(
                100,
                node -> send(
                        node,
                        new ReviseContribution(
                                article,
                                ANA,
                                null,
                                "By " + Thread.currentThread().threadId(),
                                null,
                                null)));

        assertThat(recorded).containsOnly(true);
        assertThat(lengthOf(article)).isEqualTo(101);
    }

    @Test
    void aNodeDecidesByWhatAnotherHasRecorded() {
        MemberId cleo = MemberId.imported("races", "cleo");
        send(owner, joining(cleo, "cleo"));
        for (int day = 0; day < 5; day++) {
            assertThat(send(owner, new LeaveCommunity(cleo))).isTrue();
            assertThat(send(guest, new LeaveCommunity(cleo))).isFalse();
            assertThat(send(guest, new ReturnToCommunity(cleo))).isTrue();
            assertThat(send(owner, new ReturnToCommunity(cleo))).isFalse();
        }
    }

    private List<Boolean> atOnce(int times, Racer racer) throws Exception {
        return together(IntStream.range(0, times)
                .<Callable<Boolean>>mapToObj(i -> () -> racer.race(i % 2 == 0 ? owner : guest))
                .toList());
    }

    private static List<Boolean> together(List<Callable<Boolean>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        }
    }

    /** Whether it recorded anything. */
    private static boolean send(ConfigurableApplicationContext node, Object command) {
        return !node.getBean(Commands.class)
                .send(command, Circumstances.of(NOW, null))
                .isRepeat();
    }

    /** Whether it was not refused by this rule. */
    private static boolean sendUnless(String rule, ConfigurableApplicationContext node, Object command) {
        try {
            return send(node, command);
        } catch (RuleViolation refused) {
            assertThat(refused.code()).isEqualTo(rule);
            return false;
        }
    }

    private long lengthOf(Object stream) {
        return eventsOf(stream).size();
    }

    private List<Object> eventsOf(Object stream) {
        return log.readEvents(stream.toString())
                .asStream()
                .<Object>map(Message::getPayload)
                .toList();
    }

    private static JoinMember joining(MemberId id, String handle) {
        return new JoinMember(id, new Handle(handle), handle, null, false);
    }

    private interface Racer {
        boolean race(ConfigurableApplicationContext node);
    }
}
