package org.geben.command.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.kernel.outreach.Cause.FIRST_CONTRIBUTION;
import static org.geben.kernel.outreach.Cause.GONE_QUIET;
import static org.geben.kernel.outreach.Cause.LEADER_ABSENT;
import static org.geben.kernel.outreach.Cause.NEVER_THANKED;
import static org.geben.kernel.outreach.Cause.NEWCOMER_UNWELCOMED;
import static org.geben.kernel.outreach.Cause.SINGLE_HELPER;
import static org.geben.kernel.outreach.Cause.UNANSWERED;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.geben.command.Circumstances;
import org.geben.command.Commands;
import org.geben.command.InMemoryWriteSide;
import org.geben.command.contribution.Contributions;
import org.geben.command.member.Members;
import org.geben.command.outreach.ResolveOutreach;
import org.geben.command.policy.Deadlines.Deadline;
import org.geben.kernel.Envelope;
import org.geben.kernel.StreamId;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.MemberWelcomed;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.outreach.OutreachEvent.OutreachDismissed;
import org.geben.kernel.outreach.OutreachEvent.OutreachOpened;
import org.geben.kernel.outreach.OutreachEvent.OutreachResolved;
import org.geben.kernel.outreach.OutreachId;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeEvent.PledgeEnded;
import org.geben.kernel.pledge.PledgeEvent.PledgeMade;
import org.geben.kernel.pledge.PledgeId;
import org.geben.kernel.pledge.PledgeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Policies over a real write side, at a time that the test sets. Each test has members of its own. */
@SpringBootTest(classes = InMemoryWriteSide.class, webEnvironment = WebEnvironment.NONE)
class PoliciesTest {
    private static final Instant BEGINNING = Instant.parse("2027-03-01T09:00:00Z");
    private static final String IMPORT = "import:elsewhere";

    @Autowired
    private Commands commands;

    @Autowired
    private EventStore log;

    @Autowired
    private Contributions contributions;

    private final RememberedInTest remembered = new RememberedInTest();
    private Thresholds thresholds = thresholds(Set.of());
    private Instant now = BEGINNING;
    private @Nullable Policies policies;

    @Test
    void aNewcomerWhomNobodyWelcomesIsACaseUntilWelcomed() {
        MemberId ana = join();
        MemberId ben = join();
        pass(Duration.ofHours(47));
        assertThat(opened(NEWCOMER_UNWELCOMED, ana)).isZero();
        pass(Duration.ofHours(2));

        assertThat(events(OutreachId.of(NEWCOMER_UNWELCOMED, ana, null)))
                .containsExactly(new OutreachOpened(
                        OutreachId.of(NEWCOMER_UNWELCOMED, ana, null),
                        NEWCOMER_UNWELCOMED,
                        ana,
                        null,
                        null,
                        BEGINNING));

        happened(ana, new MemberWelcomed(ana, ben));
        pass(Duration.ZERO);
        assertThat(events(OutreachId.of(NEWCOMER_UNWELCOMED, ana, null)))
                .last()
                .isEqualTo(new OutreachResolved(OutreachId.of(NEWCOMER_UNWELCOMED, ana, null), ana, null, null));
        pass(Duration.ofDays(100));
        assertThat(opened(NEWCOMER_UNWELCOMED, ana)).isOne();
        assertThat(remembered.watches()).isOne();
    }

    @Test
    void aNewcomerWhoIsWelcomedInTimeIsNone() {
        MemberId ana = join();
        pass(Duration.ofHours(10));
        happened(ana, new MemberWelcomed(ana, ana));
        pass(Duration.ofDays(10));
        assertThat(opened(NEWCOMER_UNWELCOMED, ana)).isZero();
        assertThat(remembered.watches()).isZero();
    }

    @Test
    void aProgramIsNoNewcomer() {
        MemberId bot = join(true, null);
        pass(Duration.ofDays(10));
        assertThat(opened(NEWCOMER_UNWELCOMED, bot)).isZero();
    }

    @Test
    void whoLeavesOrIsSuspendedIsLeftAlone() {
        MemberId gone = join();
        MemberId away = join();
        MemberId suspended = join();
        happened(away, new MemberLeft(away));
        pass(Duration.ofDays(3));
        assertThat(opened(NEWCOMER_UNWELCOMED, away)).isZero();
        assertThat(isOpen(NEWCOMER_UNWELCOMED, gone)).isTrue();
        happened(gone, new MemberLeft(gone));
        happened(suspended, new MemberSuspended(suspended, "Rude.", null));
        pass(Duration.ZERO);
        assertThat(isOpen(NEWCOMER_UNWELCOMED, gone)).isFalse();
        assertThat(isOpen(NEWCOMER_UNWELCOMED, suspended)).isFalse();
    }

    @Test
    void aFirstContributionIsACaseAtOnceUntilItIsCelebrated() {
        MemberId ana = join();
        MemberId ben = join();
        ContributionId first = publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ZERO);
        publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ZERO);
        OutreachId id = OutreachId.of(FIRST_CONTRIBUTION, ana, null);
        assertThat(events(id)).containsExactly(new OutreachOpened(id, FIRST_CONTRIBUTION, ana, first, null, BEGINNING));

        appreciate(ben, new Subject.OfMember(ana), ana);
        pass(Duration.ZERO);
        assertThat(isOpen(FIRST_CONTRIBUTION, ana)).isTrue();
        appreciate(ben, new Subject.OfContribution(first), ana);
        pass(Duration.ZERO);
        assertThat(isOpen(FIRST_CONTRIBUTION, ana)).isFalse();
    }

    @Test
    void aFirstContributionThatIsWithdrawnIsNothingToCelebrate() {
        MemberId ana = join();
        ContributionId first = publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ZERO);
        happened(first, new ContributionWithdrawn(first));
        pass(Duration.ZERO);
        publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ZERO);
        assertThat(isOpen(FIRST_CONTRIBUTION, ana)).isFalse();
        assertThat(opened(FIRST_CONTRIBUTION, ana)).isOne();
    }

    @Test
    void aFirstContributionOfAProgramOrBeforeAnImportIsNone() {
        MemberId bot = join(true, null);
        MemberId ana = join();
        publish(bot, ContributionKind.POST, null, null);
        publish(ana, ContributionKind.POST, null, null, IMPORT);
        publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ofDays(1));
        assertThat(opened(FIRST_CONTRIBUTION, bot)).isZero();
        assertThat(opened(FIRST_CONTRIBUTION, ana)).isZero();
    }

    @Test
    void whatNobodyAnswersIsACaseUntilAnotherPersonDoes() {
        MemberId ana = join();
        MemberId ben = join();
        MemberId bot = join(true, null);
        GroupId group = new GroupId(UUID.randomUUID());
        ContributionId question = publish(ana, ContributionKind.QUESTION, null, group);
        publish(bot, ContributionKind.COMMENT, question, group);
        publish(ana, ContributionKind.COMMENT, question, group);
        pass(Duration.ofHours(25));
        OutreachId id = OutreachId.of(UNANSWERED, ana, question);
        assertThat(events(id)).containsExactly(new OutreachOpened(id, UNANSWERED, ana, question, group, BEGINNING));

        publish(ben, ContributionKind.ANSWER, question, group);
        pass(Duration.ZERO);
        assertThat(events(id)).last().isEqualTo(new OutreachResolved(id, ana, null, null));
    }

    @Test
    void eachUnansweredContributionIsACaseOfItsOwn() {
        MemberId ana = join();
        MemberId ben = join();
        ContributionId one = publish(ana, ContributionKind.QUESTION, null, null);
        ContributionId other = publish(ana, ContributionKind.POST, null, null);
        ContributionId withdrawn = publish(ana, ContributionKind.IDEA, null, null);
        ContributionId answered = publish(ana, ContributionKind.QUESTION, null, null);
        publish(ben, ContributionKind.ANSWER, answered, null);
        pass(Duration.ofHours(25));
        happened(withdrawn, new ContributionWithdrawn(withdrawn));
        publish(ben, ContributionKind.ANSWER, one, null);
        pass(Duration.ZERO);
        assertThat(isOpen(OutreachId.of(UNANSWERED, ana, one))).isFalse();
        assertThat(isOpen(OutreachId.of(UNANSWERED, ana, other))).isTrue();
        assertThat(isOpen(OutreachId.of(UNANSWERED, ana, withdrawn))).isFalse();
        assertThat(events(OutreachId.of(UNANSWERED, ana, answered))).isEmpty();
    }

    @Test
    void whoIsNeverThankedIsACaseUntilTheFirstThanks() {
        MemberId ana = join();
        MemberId ben = join();
        MemberId early = join();
        appreciate(ben, new Subject.OfMember(early), early);
        publish(early, ContributionKind.POST, null, null);
        publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ofDays(20));
        publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ofDays(11));
        assertThat(isOpen(NEVER_THANKED, ana)).isTrue();
        assertThat(opened(NEVER_THANKED, early)).isZero();
        appreciate(join(true, null), new Subject.OfMember(ana), ana);
        assertThat(isOpen(NEVER_THANKED, ana)).isTrue();
        appreciate(null, new Subject.OfMember(ana), ana);
        publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ofDays(100));
        assertThat(isOpen(NEVER_THANKED, ana)).isFalse();
        assertThat(opened(NEVER_THANKED, ana)).isOne();
    }

    @Test
    void aRegularWhoGoesQuietIsACaseUntilSeenAgain() {
        MemberId ana = join();
        MemberId ben = join();
        for (int day = 0; day < 2; day++) {
            publish(ana, ContributionKind.POST, null, null);
            appreciate(ana, new Subject.OfMember(ben), ben);
            pass(Duration.ofDays(1));
        }
        Instant last = now;
        publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ofDays(29));
        assertThat(opened(GONE_QUIET, ana)).isZero();
        pass(Duration.ofDays(2));
        OutreachId id = OutreachId.of(GONE_QUIET, ana, null);
        assertThat(events(id)).containsExactly(new OutreachOpened(id, GONE_QUIET, ana, null, null, last));

        appreciate(ana, new Subject.OfMember(ben), ben);
        pass(Duration.ZERO);
        assertThat(isOpen(GONE_QUIET, ana)).isFalse();
        pass(Duration.ofDays(60));
        assertThat(opened(GONE_QUIET, ana)).isOne();
    }

    @Test
    void whoWasNeverARegularCannotGoQuiet() {
        MemberId ana = join();
        for (int week = 0; week < 6; week++) {
            publish(ana, ContributionKind.POST, null, null);
            pass(Duration.ofDays(11));
        }
        pass(Duration.ofDays(100));
        assertThat(opened(GONE_QUIET, ana)).isZero();
    }

    @Test
    void activityMovesADeadlineWithoutSettingAnother() {
        MemberId ana = join();
        happened(ana, new MemberWelcomed(ana, ana));
        for (int i = 0; i < 4; i++) {
            publish(ana, ContributionKind.ANSWER, new ContributionId(UUID.randomUUID()), null);
        }
        pass(Duration.ofHours(1));
        int before = remembered.deadlines();
        for (int i = 0; i < 50; i++) {
            publish(ana, ContributionKind.ANSWER, new ContributionId(UUID.randomUUID()), null);
        }
        assertThat(remembered.deadlines()).isEqualTo(before);
    }

    @Test
    void aLeaderWhoIsNotSeenIsACaseUntilSeen() {
        MemberId ana = join();
        MemberId former = join();
        happened(ana, new RoleGranted(ana, Role.LEADER, null));
        happened(former, new RoleGranted(former, Role.LEADER, null));
        pass(Duration.ofDays(5));
        publish(ana, ContributionKind.POST, null, null);
        publish(former, ContributionKind.POST, null, null);
        pass(Duration.ofDays(5));
        assertThat(opened(LEADER_ABSENT, ana)).isZero();
        happened(former, new RoleRevoked(former, Role.LEADER, null));
        pass(Duration.ofDays(3));
        assertThat(isOpen(LEADER_ABSENT, ana)).isTrue();
        assertThat(opened(LEADER_ABSENT, former)).isZero();
        publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ZERO);
        assertThat(isOpen(LEADER_ABSENT, ana)).isFalse();
        pass(Duration.ofDays(8));
        assertThat(isOpen(LEADER_ABSENT, ana)).isTrue();
        assertThat(opened(LEADER_ABSENT, ana)).isEqualTo(2);
    }

    @Test
    void aLeaderIsHeldToWhatWasPledgedForAsLongAsItIs() {
        MemberId ana = join();
        PledgeId pledge = PledgeId.of(ana);
        happened(ana, new RoleGranted(ana, Role.LEADER, null));
        Pledge twice = new Pledge(PledgeUnit.INTERACTIONS, 2, LocalDate.parse("2026-01-01"));
        happened(pledge, new PledgeMade(pledge, ana, twice));
        pass(Duration.ofDays(6));
        publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ofDays(2));
        assertThat(isOpen(LEADER_ABSENT, ana)).isTrue();
        happened(pledge, new PledgeEnded(pledge, ana));
        pass(Duration.ZERO);
        assertThat(isOpen(LEADER_ABSENT, ana)).isFalse();
    }

    @Test
    void nobodyWhoIsErasedIsACase() {
        MemberId ana = join();
        happened(ana, new MemberErased(ana, null));
        pass(Duration.ofDays(3));
        assertThat(opened(NEWCOMER_UNWELCOMED, ana)).isZero();
    }

    @Test
    void whatIsHiddenNeedsNoAnswer() {
        MemberId ana = join();
        ContributionId question = publish(ana, ContributionKind.QUESTION, null, null);
        happened(question, new ContributionHidden(question, ana, null, "Spam."));
        pass(Duration.ofDays(2));
        assertThat(opened(OutreachId.of(UNANSWERED, ana, question))).isZero();
        assertThat(isOpen(FIRST_CONTRIBUTION, ana)).isFalse();
    }

    @Test
    void whereMoreIsExpectedOfLeadersOneActIsNotEnough() {
        thresholds = new Thresholds(
                thresholds.unwelcomed(),
                thresholds.unanswered(),
                thresholds.unthanked(),
                thresholds.quiet(),
                thresholds.regular(),
                thresholds.led(),
                2,
                thresholds.helped(),
                thresholds.helps(),
                thresholds.share(),
                thresholds.late(),
                Set.of());
        MemberId ana = join();
        happened(ana, new RoleGranted(ana, Role.LEADER, null));
        pass(Duration.ofDays(6));
        publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ofDays(2));
        assertThat(isOpen(LEADER_ABSENT, ana)).isTrue();
        publish(ana, ContributionKind.POST, null, null);
        pass(Duration.ZERO);
        assertThat(isOpen(LEADER_ABSENT, ana)).isFalse();
        pass(Duration.ofDays(4));
        assertThat(isOpen(LEADER_ABSENT, ana)).isFalse();
        pass(Duration.ofDays(2));
        assertThat(isOpen(LEADER_ABSENT, ana)).isTrue();
    }

    @Test
    void aLeaderWhoComesBackIsExpectedAnew() {
        MemberId ana = join();
        happened(ana, new RoleGranted(ana, Role.LEADER, null));
        pass(Duration.ofDays(8));
        happened(ana, new MemberLeft(ana));
        pass(Duration.ofDays(30));
        assertThat(isOpen(LEADER_ABSENT, ana)).isFalse();
        happened(ana, new MemberReturned(ana));
        pass(Duration.ofDays(6));
        assertThat(isOpen(LEADER_ABSENT, ana)).isFalse();
        pass(Duration.ofDays(2));
        assertThat(isOpen(LEADER_ABSENT, ana)).isTrue();
    }

    @Test
    void aGroupThatRestsOnOneHelperIsACaseUntilOthersHelp() {
        MemberId asker = join();
        MemberId helper = join();
        MemberId other = join();
        GroupId group = new GroupId(UUID.randomUUID());
        ContributionId question = publish(asker, ContributionKind.QUESTION, null, group);
        for (int i = 0; i < 9; i++) {
            publish(helper, ContributionKind.ANSWER, question, group);
            publish(asker, ContributionKind.COMMENT, question, group);
        }
        pass(Duration.ofDays(2));
        assertThat(opened(SINGLE_HELPER, helper, group)).isZero();
        publish(helper, ContributionKind.ANSWER, question, group);
        pass(Duration.ofDays(2));
        assertThat(isOpen(OutreachId.of(SINGLE_HELPER, helper, group))).isTrue();
        assertThat(events(OutreachId.of(SINGLE_HELPER, helper, group)).getFirst())
                .isInstanceOfSatisfying(
                        OutreachOpened.class,
                        opened -> assertThat(opened.group()).isEqualTo(group));
        for (int i = 0; i < 10; i++) {
            publish(other, ContributionKind.ANSWER, question, group);
        }
        pass(Duration.ofDays(2));
        assertThat(isOpen(OutreachId.of(SINGLE_HELPER, helper, group))).isFalse();
        publish(other, ContributionKind.ANSWER, question, group);
        pass(Duration.ofDays(2));
        assertThat(isOpen(OutreachId.of(SINGLE_HELPER, other, group))).isTrue();
        assertThat(opened(SINGLE_HELPER, helper, group)).isOne();
        happened(other, new MemberLeft(other));
        pass(Duration.ofDays(2));
        assertThat(isOpen(OutreachId.of(SINGLE_HELPER, other, group))).isFalse();
    }

    @Test
    void aGroupWhoseHelpIsLongAgoRestsOnNobody() {
        MemberId asker = join();
        MemberId helper = join();
        GroupId group = new GroupId(UUID.randomUUID());
        ContributionId question = publish(asker, ContributionKind.QUESTION, null, group);
        for (int i = 0; i < 10; i++) {
            publish(helper, ContributionKind.ANSWER, question, group);
        }
        pass(Duration.ofDays(2));
        assertThat(isOpen(OutreachId.of(SINGLE_HELPER, helper, group))).isTrue();
        pass(Duration.ofDays(100));
        assertThat(isOpen(OutreachId.of(SINGLE_HELPER, helper, group))).isFalse();
        assertThat(remembered.deadlines()).isZero();
        assertThat(remembered.watches(SINGLE_HELPER)).isZero();
    }

    @Test
    void aReplyHelpsHoweverLongAgoItsThreadWasBegun() {
        MemberId asker = join();
        MemberId helper = join();
        GroupId group = new GroupId(UUID.randomUUID());
        ContributionId question = publish(asker, ContributionKind.QUESTION, null, group);
        pass(Duration.ofDays(400));
        policies = null;
        for (int i = 0; i < 10; i++) {
            publish(helper, ContributionKind.ANSWER, question, group);
            publish(asker, ContributionKind.COMMENT, question, group);
        }
        pass(Duration.ofDays(2));
        assertThat(isOpen(OutreachId.of(SINGLE_HELPER, helper, group))).isTrue();
        assertThat(remembered.helps()).isEqualTo(10);
    }

    @Test
    void aStoryThatGoesOnLeavesNoMoreToRemember() {
        MemberId manager = join();
        MemberId asker = join();
        MemberId helper = join();
        GroupId group = new GroupId(UUID.randomUUID());
        GroupId imported = new GroupId(UUID.randomUUID());
        goOnForAYear(manager, asker, helper, group, imported);
        int watches = remembered.watches();
        int helps = remembered.helps();
        int deadlines = remembered.deadlines();
        assertThat(helps).isPositive();
        assertThat(watches).isLessThan(30);

        goOnForAYear(manager, asker, helper, group, imported);

        assertThat(remembered.watches()).isEqualTo(watches);
        assertThat(remembered.helps()).isEqualTo(helps);
        assertThat(remembered.deadlines()).isEqualTo(deadlines);
    }

    /** Each fortnight somebody passes by, two questions are asked, and one of them is answered. */
    private void goOnForAYear(MemberId manager, MemberId asker, MemberId helper, GroupId group, GroupId imported) {
        for (int fortnight = 0; fortnight < 26; fortnight++) {
            MemberId passing = join();
            happened(passing, new MemberWelcomed(passing, manager));
            appreciate(passing, new Subject.OfMember(asker), asker);
            ContributionId answered = publish(asker, ContributionKind.QUESTION, null, group);
            publish(helper, ContributionKind.ANSWER, answered, group);
            ContributionId elsewhere = publish(asker, ContributionKind.QUESTION, null, imported, IMPORT);
            publish(helper, ContributionKind.ANSWER, elsewhere, imported, IMPORT);
            ContributionId unanswered = publish(asker, ContributionKind.QUESTION, null, null);
            pass(Duration.ofDays(2));
            OutreachId outreach = OutreachId.of(UNANSWERED, asker, unanswered);
            assertThat(isOpen(outreach)).isTrue();
            happened(outreach, new OutreachResolved(outreach, asker, manager, null));
            pass(Duration.ofDays(12));
        }
    }

    @Test
    void whatAManagerHasDismissedIsForgotten() {
        MemberId ana = join();
        MemberId ben = join();
        happened(ana, new MemberWelcomed(ana, ben));
        happened(ben, new MemberWelcomed(ben, ana));
        ContributionId question = publish(ana, ContributionKind.QUESTION, null, null);
        pass(Duration.ofDays(2));
        OutreachId outreach = OutreachId.of(UNANSWERED, ana, question);
        assertThat(remembered.watches(UNANSWERED)).isOne();
        happened(outreach, new OutreachDismissed(outreach, ana, ben, "A joke."));
        assertThat(remembered.watches(UNANSWERED)).isZero();
        publish(ben, ContributionKind.ANSWER, question, null);
        pass(Duration.ofDays(1));
        assertThat(events(outreach)).hasSize(2);
    }

    @Test
    void anImportIsKnownAndOpensNothing() {
        MemberId ana = join(false, IMPORT);
        MemberId ben = join(false, IMPORT);
        happened(now, IMPORT, ana, new RoleGranted(ana, Role.LEADER, null));
        GroupId group = new GroupId(UUID.randomUUID());
        ContributionId question = publish(ben, ContributionKind.QUESTION, null, group, IMPORT);
        for (int i = 0; i < 20; i++) {
            publish(ana, ContributionKind.ANSWER, question, group, IMPORT);
        }
        assertThat(remembered.deadlines()).isZero();
        pass(Duration.ofDays(100));
        for (MemberId member : List.of(ana, ben)) {
            for (Cause cause : Cause.values()) {
                assertThat(opened(cause, member)).isZero();
            }
        }
    }

    @Test
    void historyOpensNothingAndLeavesNothingToDo() {
        Instant longAgo = BEGINNING.minus(Duration.ofDays(400));
        MemberId ana = new MemberId(UUID.randomUUID());
        happened(longAgo, null, ana, joined(ana, false));
        ContributionId old = new ContributionId(UUID.randomUUID());
        happened(longAgo, null, old, published(old, ana, ContributionKind.POST, null, null));
        pass(Duration.ofDays(100));
        assertThat(opened(NEWCOMER_UNWELCOMED, ana)).isZero();
        assertThat(opened(FIRST_CONTRIBUTION, ana)).isZero();
        assertThat(opened(NEVER_THANKED, ana)).isZero();
        assertThat(events(OutreachId.of(UNANSWERED, ana, old))).isEmpty();
        assertThat(remembered.deadlines()).isZero();
    }

    @Test
    void whatIsLearntALittleLateIsStillACase() {
        MemberId ana = new MemberId(UUID.randomUUID());
        happened(BEGINNING.minus(Duration.ofDays(5)), null, ana, joined(ana, false));
        pass(Duration.ZERO);
        assertThat(isOpen(NEWCOMER_UNWELCOMED, ana)).isTrue();
    }

    @Test
    void aPausedPolicyLearnsAndOpensNothingUntilItIsResumed() {
        thresholds = thresholds(Set.of(NEWCOMER_UNWELCOMED));
        MemberId ana = join();
        MemberId ben = join();
        pass(Duration.ofDays(3));
        assertThat(opened(NEWCOMER_UNWELCOMED, ana)).isZero();
        happened(ben, new MemberWelcomed(ben, ana));

        thresholds = thresholds(Set.of());
        policies = null;
        pass(Duration.ofHours(2));
        assertThat(isOpen(NEWCOMER_UNWELCOMED, ana)).isTrue();
        assertThat(opened(NEWCOMER_UNWELCOMED, ben)).isZero();
    }

    @Test
    void aPausedPolicyStillClosesWhatItHasOpened() {
        MemberId ana = join();
        pass(Duration.ofDays(3));
        thresholds = thresholds(Set.of(NEWCOMER_UNWELCOMED));
        policies = null;
        happened(ana, new MemberWelcomed(ana, ana));
        pass(Duration.ZERO);
        assertThat(isOpen(NEWCOMER_UNWELCOMED, ana)).isFalse();
    }

    @Test
    void whatAManagerHasResolvedIsNotOpenedByADeadlineThatComesTwice() {
        MemberId manager = join();
        happened(manager, new RoleGranted(manager, Role.COMMUNITY_MANAGER, null));
        MemberId ana = join();
        pass(Duration.ofDays(3));
        OutreachId id = OutreachId.of(NEWCOMER_UNWELCOMED, ana, null);
        commands.send(new ResolveOutreach(id, manager, "Said hello."), Circumstances.of(now, manager));
        look(new Watch.Key(NEWCOMER_UNWELCOMED, ana.value()));
        look(new Watch.Key(NEWCOMER_UNWELCOMED, ana.value()));
        happened(ana, new MemberWelcomed(ana, manager));
        pass(Duration.ofDays(1));
        assertThat(events(id)).hasSize(2);
    }

    @Test
    void aCaseThatWasAboutToOpenWhenEverythingStoppedIsOpenedOrClosedLater() {
        MemberId ana = join();
        MemberId ben = join();
        now = now.plus(Duration.ofHours(49));
        assertThat(policies().look(new Watch.Key(NEWCOMER_UNWELCOMED, ana.value())))
                .isTrue();
        assertThat(policies().look(new Watch.Key(NEWCOMER_UNWELCOMED, ben.value())))
                .isTrue();
        assertThat(opened(NEWCOMER_UNWELCOMED, ana)).isZero();
        happened(ben, new MemberWelcomed(ben, ana));
        policies = null;
        pass(Duration.ZERO);
        assertThat(isOpen(NEWCOMER_UNWELCOMED, ana)).isTrue();
        assertThat(events(OutreachId.of(NEWCOMER_UNWELCOMED, ben, null))).isEmpty();
    }

    @Test
    void aReplayTellsPoliciesNothing() {
        MemberId ana = new MemberId(UUID.randomUUID());
        EventMessage<?> joined = message(now, null, ana, joined(ana, false));
        TrackingToken replaying =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(9), new GlobalSequenceTrackingToken(1));
        policies().see(List.of(new GenericTrackedEventMessage<>(replaying, joined)));
        assertThat(remembered.watches()).isZero();
        policies().see(List.of(new GenericTrackedEventMessage<>(new GlobalSequenceTrackingToken(9), joined)));
        assertThat(remembered.watches()).isOne();
    }

    @Test
    void eventsOfOneBatchAreLearntInTheirOrder() {
        MemberId ana = new MemberId(UUID.randomUUID());
        MemberId ben = new MemberId(UUID.randomUUID());
        policies()
                .see(List.of(
                        message(now, null, ana, joined(ana, false)),
                        message(now, null, ben, joined(ben, false)),
                        message(now, null, ana, new MemberWelcomed(ana, ben))));
        pass(Duration.ofDays(3));
        assertThat(opened(NEWCOMER_UNWELCOMED, ana)).isZero();
        assertThat(opened(NEWCOMER_UNWELCOMED, ben)).isOne();
    }

    private Policies policies() {
        if (policies == null) {
            policies = new Policies(
                    thresholds, remembered, remembered, commands, new Members(log), contributions, new TestTime());
        }
        return policies;
    }

    /** Time goes on, and whatever deadline comes meanwhile is met at its time. */
    private void pass(Duration duration) {
        Instant until = now.plus(duration);
        Optional<Deadline> next = remembered.next(until);
        while (next.isPresent()) {
            Instant at = next.get().at();
            now = at.isAfter(now) ? at : now;
            look(next.get().watch());
            next = remembered.next(until);
        }
        now = until;
    }

    private void look(Watch.Key watch) {
        boolean again = true;
        while (again) {
            again = policies().look(watch);
        }
    }

    private MemberId join() {
        return join(false, null);
    }

    private MemberId join(boolean automated, @Nullable String source) {
        MemberId member = new MemberId(UuidCreator.getTimeOrderedEpoch());
        happened(now, source, member, joined(member, automated));
        return member;
    }

    private ContributionId publish(
            MemberId author, ContributionKind kind, @Nullable ContributionId root, @Nullable GroupId group) {
        return publish(author, kind, root, group, null);
    }

    private ContributionId publish(
            MemberId author,
            ContributionKind kind,
            @Nullable ContributionId root,
            @Nullable GroupId group,
            @Nullable String source) {
        ContributionId id = new ContributionId(UuidCreator.getTimeOrderedEpoch());
        happened(now, source, id, published(id, author, kind, root, group));
        breathe();
        return id;
    }

    private void appreciate(@Nullable MemberId giver, Subject subject, MemberId receiver) {
        AppreciationId id = new AppreciationId(UuidCreator.getTimeOrderedEpoch());
        happened(id, new AppreciationGiven(id, giver, subject, receiver, AppreciationKind.THANKS, null, 0, null));
        breathe();
    }

    /** Nobody does two things at the same moment. */
    private void breathe() {
        now = now.plusMillis(1);
    }

    private void happened(StreamId stream, Object event) {
        happened(now, null, stream, event);
    }

    private void happened(Instant at, @Nullable String source, StreamId stream, Object event) {
        policies().see(List.of(message(at, source, stream, event)));
    }

    /** Puts the event into the log, where rules look for it. */
    private EventMessage<?> message(Instant at, @Nullable String source, StreamId stream, Object event) {
        long sequence =
                log.lastSequenceNumberFor(stream.stream()).map(last -> last + 1).orElse(0L);
        DomainEventMessage<?> message = new GenericDomainEventMessage<>(
                "stream",
                stream.stream(),
                sequence,
                event,
                source == null ? MetaData.emptyInstance() : MetaData.from(Map.of(Envelope.SOURCE, source)),
                UUID.randomUUID().toString(),
                at);
        log.publish(message);
        return message;
    }

    private int opened(Cause cause, MemberId member) {
        return opened(OutreachId.of(cause, member, null));
    }

    private int opened(Cause cause, MemberId member, GroupId group) {
        return opened(OutreachId.of(cause, member, group));
    }

    private int opened(OutreachId id) {
        return (int) events(id).stream()
                .filter(event -> event instanceof OutreachOpened)
                .count();
    }

    private boolean isOpen(Cause cause, MemberId member) {
        return isOpen(OutreachId.of(cause, member, null));
    }

    private boolean isOpen(OutreachId id) {
        List<Object> events = events(id);
        return !events.isEmpty() && events.getLast() instanceof OutreachOpened;
    }

    private List<Object> events(OutreachId id) {
        List<Object> events = new ArrayList<>();
        log.readEvents(id.stream()).forEachRemaining(event -> events.add(event.getPayload()));
        return events;
    }

    private static MemberJoined joined(MemberId member, boolean automated) {
        return new MemberJoined(
                member, new Handle("m" + member.value().toString().substring(24)), "A name", null, automated);
    }

    private static ContributionPublished published(
            ContributionId id,
            MemberId author,
            ContributionKind kind,
            @Nullable ContributionId root,
            @Nullable GroupId group) {
        return new ContributionPublished(
                id, kind, author, root, root == null ? id : root, group, Content.plain("In March."));
    }

    private static Thresholds thresholds(Set<Cause> paused) {
        return new Thresholds(
                Duration.ofHours(48),
                Duration.ofHours(24),
                Duration.ofDays(30),
                Duration.ofDays(30),
                4,
                Duration.ofDays(7),
                1,
                Duration.ofDays(90),
                10,
                0.5,
                Duration.ofDays(7),
                new HashSet<>(paused));
    }

    private final class TestTime extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("It says moments only.");
        }
    }
}
