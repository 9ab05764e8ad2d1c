package org.geben.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.geben.command.Outcome.Accepted;
import org.geben.command.Outcome.Refused;
import org.geben.command.appreciation.GiveAppreciation;
import org.geben.command.contribution.PublishContribution;
import org.geben.command.contribution.ReviseContribution;
import org.geben.command.contribution.WithdrawContribution;
import org.geben.command.group.FoundGroup;
import org.geben.command.group.JoinGroup;
import org.geben.command.member.ChangeProfile;
import org.geben.command.member.JoinMember;
import org.geben.command.member.LeaveCommunity;
import org.geben.kernel.Envelope;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;

@SpringBootTest(classes = InMemoryWriteSide.class, webEnvironment = WebEnvironment.NONE)
@DirtiesContext(classMode = ClassMode.BEFORE_EACH_TEST_METHOD)
class CommandsTest {
    private static final Instant THEN = Instant.parse("2018-03-12T17:00:45.567Z");

    @Autowired
    private Commands commands;

    @Autowired
    private EventStorageEngine storage;

    @Test
    void anEventOccursWhenItsCommandSaysAndKnowsItsOrigin() {
        MemberId ana = MemberId.imported("elsewhere", "ana");
        commands.send(joining(ana, "ana"), Circumstances.imported(THEN, ana, "import:elsewhere", "run-1"));

        DomainEventMessage<?> joined = stream(ana).getFirst();
        assertThat(joined.getPayload()).isInstanceOf(MemberJoined.class);
        assertThat(joined.getTimestamp()).isEqualTo(THEN);
        assertThat(joined.getMetaData())
                .containsEntry(Envelope.ACTOR, ana.toString())
                .containsEntry(Envelope.SOURCE, "import:elsewhere")
                .containsEntry(Envelope.CORRELATION_ID, "run-1")
                .containsKey(Envelope.CAUSATION_ID)
                .doesNotContainKey(Envelope.OCCURRED_AT);
    }

    @Test
    void aRepeatRecordsNothing() {
        MemberId ana = MemberId.imported("elsewhere", "ana");
        assertThat(send(joining(ana, "ana")).isRepeat()).isFalse();
        assertThat(send(joining(ana, "ana")).isRepeat()).isTrue();
        assertThat(log()).hasSize(2);
    }

    @Test
    void whatIsRevisedAnswersItsRevision() {
        MemberId ana = MemberId.imported("elsewhere", "ana");
        ContributionId post = ContributionId.imported("elsewhere", "1");
        assertThat(send(joining(ana, "ana")).revision()).isNull();
        assertThat(send(publishing(post, ContributionKind.POST, ana, null)).revision())
                .isZero();
        assertThat(send(new ReviseContribution(post, ana, null, "Better.", null, null))
                        .revision())
                .isEqualTo(1);
        assertThat(send(publishing(post, ContributionKind.POST, ana, null)).revision())
                .isEqualTo(1);
    }

    @Test
    void commandsSentTogetherSeeWhatTheOnesBeforeThemDid() {
        MemberId ana = MemberId.imported("elsewhere", "ana");
        MemberId ben = MemberId.imported("elsewhere", "ben");
        ContributionId post = ContributionId.imported("elsewhere", "1");
        ContributionId comment = ContributionId.imported("elsewhere", "2");
        List<Outcome> outcomes = commands.sendTogether(orders(
                joining(ana, "ana"),
                joining(ben, "ben"),
                publishing(post, ContributionKind.POST, ana, null),
                publishing(comment, ContributionKind.COMMENT, ben, post),
                GiveAppreciation.by(ben, new Subject.OfContribution(post), AppreciationKind.LIKE)));

        assertThat(outcomes)
                .hasSize(5)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Accepted.class));
        assertThat(log()).hasSize(7);
    }

    @Test
    void aRefusedCommandLeavesTheOthersSentWithItAlone() {
        MemberId ana = MemberId.imported("elsewhere", "ana");
        MemberId other = MemberId.imported("elsewhere", "other");
        MemberId ben = MemberId.imported("elsewhere", "ben");
        List<Outcome> outcomes =
                commands.sendTogether(orders(joining(ana, "ana"), joining(other, "ANA"), joining(ben, "ben")));

        assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.violation().code()).isEqualTo("HANDLE_TAKEN"));
        assertThat(outcomes.get(2)).isInstanceOf(Accepted.class);
        assertThat(log()).hasSize(4);
        assertThat(stream(other)).isEmpty();
    }

    @Test
    void ofManyWhoWantAHandleAtOnceOneHasIt() throws Exception {
        List<MemberId> wishing = IntStream.range(0, 100)
                .mapToObj(i -> MemberId.imported("elsewhere", "m" + i))
                .toList();
        List<Boolean> joined = atOnce(wishing.stream()
                .<Callable<Boolean>>map(member -> () -> succeeds(joining(member, "wanted")))
                .toList());

        assertThat(joined).containsOnlyOnce(true);
        assertThat(log()).hasSize(2);
    }

    @Test
    void membersWhoExchangeHandlesAtOnceDoNotWaitForEachOtherForEver() throws Exception {
        MemberId ana = MemberId.imported("elsewhere", "ana");
        MemberId ben = MemberId.imported("elsewhere", "ben");
        send(joining(ana, "ana"));
        send(joining(ben, "ben"));

        List<Boolean> changed = atOnce(List.of(
                () -> succeeds(new ChangeProfile(ana, new Handle("ben"), null, null)),
                () -> succeeds(new ChangeProfile(ben, new Handle("ana"), null, null))));

        assertThat(changed).containsOnly(false);
    }

    @Test
    void manyWhoGiveTheSameAppreciationLeaveOneEvent() throws Exception {
        MemberId ana = MemberId.imported("elsewhere", "ana");
        MemberId ben = MemberId.imported("elsewhere", "ben");
        send(joining(ana, "ana"));
        send(joining(ben, "ben"));
        Object thanks = GiveAppreciation.by(ana, new Subject.OfMember(ben), AppreciationKind.THANKS);

        List<Boolean> given = atOnce(IntStream.range(0, 200)
                .<Callable<Boolean>>mapToObj(i -> () -> !send(thanks).isRepeat())
                .toList());

        assertThat(given).containsOnlyOnce(true);
        assertThat(log()).hasSize(5);
    }

    @Test
    void anIdOfAnotherKindNamesNothing() {
        MemberId ana = MemberId.imported("elsewhere", "ana");
        ContributionId post = ContributionId.imported("elsewhere", "1");
        GroupId group = GroupId.imported("elsewhere", "g");
        send(joining(ana, "ana"));
        send(publishing(post, ContributionKind.POST, ana, null));
        send(new FoundGroup(group, "Gardening", null, ana));
        ContributionId fresh = ContributionId.imported("elsewhere", "2");
        MemberId posing = new MemberId(group.value());
        ContributionId noPost = new ContributionId(ana.value());

        refused(publishing(fresh, ContributionKind.POST, posing, null), "MEMBER_UNKNOWN");
        refused(publishing(fresh, ContributionKind.COMMENT, ana, noPost), "CONTRIBUTION_UNKNOWN");
        refused(new JoinGroup(new GroupId(post.value()), ana), "GROUP_UNKNOWN");
        refused(
                GiveAppreciation.by(ana, new Subject.OfContribution(noPost), AppreciationKind.LIKE),
                "CONTRIBUTION_UNKNOWN");
        refused(GiveAppreciation.by(ana, new Subject.OfMember(posing), AppreciationKind.LIKE), "MEMBER_UNKNOWN");
        refused(new WithdrawContribution(noPost, ana), "CONTRIBUTION_UNKNOWN");
        refused(new LeaveCommunity(posing), "MEMBER_UNKNOWN");
    }

    private void refused(Object command, String code) {
        assertThatThrownBy(() -> send(command))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void aHandleIsFreeAgainOnceItsHolderTookAnother() {
        MemberId ana = MemberId.imported("elsewhere", "ana");
        MemberId ben = MemberId.imported("elsewhere", "ben");
        send(joining(ana, "ana"));
        assertThatThrownBy(() -> send(joining(ben, "ana"))).isInstanceOf(RuleViolation.class);
        send(new ChangeProfile(ana, new Handle("ana.gruen"), null, null));
        assertThat(send(joining(ben, "ana")).isRepeat()).isFalse();
    }

    private List<? extends DomainEventMessage<?>> stream(MemberId member) {
        return storage.readEvents(member.toString()).asStream().toList();
    }

    private List<?> log() {
        return storage.readEvents(null, false).toList();
    }

    private boolean succeeds(Object command) {
        try {
            send(command);
            return true;
        } catch (RuleViolation refused) {
            return false;
        }
    }

    private Acknowledgement send(Object command) {
        return commands.send(command, Circumstances.of(THEN, null));
    }

    private static List<Order> orders(Object... commands) {
        return Stream.of(commands)
                .map(command -> new Order(command, Circumstances.of(THEN, null)))
                .toList();
    }

    private static JoinMember joining(MemberId id, String handle) {
        return new JoinMember(id, new Handle(handle), handle, null, false);
    }

    private static PublishContribution publishing(
            ContributionId id, ContributionKind kind, MemberId author, @Nullable ContributionId inReplyTo) {
        return new PublishContribution(id, kind, author, inReplyTo, null, Content.plain("In March."));
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
