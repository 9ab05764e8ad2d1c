package org.geben.command.contribution;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.contribution.ContributionKind.ANSWER;
import static org.geben.kernel.contribution.ContributionKind.COMMENT;
import static org.geben.kernel.contribution.ContributionKind.POST;
import static org.geben.kernel.contribution.ContributionKind.QUESTION;
import static org.geben.kernel.contribution.ContributionRule.ACCEPTED_FROM_ELSEWHERE;
import static org.geben.kernel.contribution.ContributionRule.ACCEPTED_WITHOUT_QUESTION;
import static org.geben.kernel.contribution.ContributionRule.ANSWER_WITHOUT_QUESTION;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_ID_TAKEN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TAGS_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TEXT_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TITLE_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_UNKNOWN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_WITHDRAWN;
import static org.geben.kernel.contribution.ContributionRule.NOT_THE_ASKER;
import static org.geben.kernel.contribution.ContributionRule.NOT_THE_AUTHOR;
import static org.geben.kernel.contribution.ContributionRule.REPLY_IN_ANOTHER_GROUP;
import static org.geben.kernel.contribution.ContributionRule.REPLY_WITHOUT_PARENT;
import static org.geben.kernel.contribution.ContributionRule.ROOT_WITH_PARENT;
import static org.geben.kernel.group.GroupRule.GROUP_UNKNOWN;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;

import java.util.Collections;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.command.group.Groups;
import org.geben.command.group.Memberships;
import org.geben.command.member.Members;
import org.geben.kernel.Rule;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.contribution.TextFormat;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContributionTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId GONE = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-00000000000d");
    private static final GroupId GROUP = GroupId.of("018f3c1e-0000-7000-8000-0000000000c0");
    private static final GroupId NOWHERE = GroupId.of("018f3c1e-0000-7000-8000-0000000000c1");
    private static final ContributionId ASKED = ContributionId.of("018f3c1e-0000-7000-8000-000000000001");
    private static final ContributionId ANSWERED = ContributionId.of("018f3c1e-0000-7000-8000-000000000002");
    private static final ContributionId COMMENTED = ContributionId.of("018f3c1e-0000-7000-8000-000000000003");
    private static final ContributionId WITHDRAWN = ContributionId.of("018f3c1e-0000-7000-8000-000000000004");
    private static final ContributionId NEW = ContributionId.of("018f3c1e-0000-7000-8000-000000000009");
    private static final Content TEXT = Content.plain("In March.");

    private static final ContributionPublished QUESTION_OF_ANA =
            new ContributionPublished(ASKED, QUESTION, ANA, null, ASKED, GROUP, TEXT);
    private static final ContributionPublished ANSWER_OF_BEN =
            new ContributionPublished(ANSWERED, ANSWER, BEN, ASKED, ASKED, GROUP, TEXT);

    private static AggregateTestFixture<Contribution> contribution() {
        Past past = new Past()
                .happened(ANA, new MemberJoined(ANA, new Handle("ana"), "Ana", null, false))
                .happened(BEN, new MemberJoined(BEN, new Handle("ben"), "Ben", null, false))
                .happened(GONE, new MemberJoined(GONE, new Handle("gone"), "Gone", null, false), new MemberLeft(GONE))
                .happened(GROUP, new GroupFounded(GROUP, "Gardening", null, GroupAccess.OPEN, ANA))
                .happened(ASKED, QUESTION_OF_ANA)
                .happened(ANSWERED, ANSWER_OF_BEN)
                .happened(COMMENTED, new ContributionPublished(COMMENTED, COMMENT, BEN, ASKED, ASKED, GROUP, TEXT))
                .happened(
                        WITHDRAWN,
                        new ContributionPublished(WITHDRAWN, ANSWER, BEN, ASKED, ASKED, GROUP, TEXT),
                        new ContributionWithdrawn(WITHDRAWN));
        AggregateTestFixture<Contribution> fixture = new AggregateTestFixture<>(Contribution.class);
        Members members = new Members(past.log());
        Memberships memberships = new Memberships(past.log(), new Groups(past.log()), members);
        fixture.registerInjectableResource(members);
        fixture.registerInjectableResource(memberships);
        fixture.registerInjectableResource(new Contributions(past.log(), memberships));
        return fixture;
    }

    @Test
    void everyKindThatOpensAThreadIsItsOwnRoot() {
        for (ContributionKind kind : ContributionKind.values()) {
            if (!kind.isReply()) {
                contribution()
                        .givenNoPriorActivity()
                        .when(new PublishContribution(NEW, kind, ANA, null, GROUP, TEXT))
                        .expectEvents(new ContributionPublished(NEW, kind, ANA, null, NEW, GROUP, TEXT));
            }
        }
    }

    @Test
    void aReplyBelongsToTheThreadAndGroupOfItsParent() {
        contribution()
                .givenNoPriorActivity()
                .when(reply(COMMENT, ANSWERED, null))
                .expectEvents(new ContributionPublished(NEW, COMMENT, BEN, ANSWERED, ASKED, GROUP, TEXT));
    }

    @Test
    void publishingAgainIsHarmless() {
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new PublishContribution(ASKED, QUESTION, ANA, null, GROUP, TEXT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void rejectsTheIdOfAnothersContribution() {
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new PublishContribution(ASKED, QUESTION, BEN, null, GROUP, TEXT))
                .expectException(breaking(CONTRIBUTION_ID_TAKEN))
                .expectNoEvents();
    }

    @Test
    void rejectsAuthorsWhoAreNotThere() {
        refuses(new PublishContribution(NEW, POST, NOBODY, null, null, TEXT), MEMBER_UNKNOWN);
        refuses(new PublishContribution(NEW, POST, GONE, null, null, TEXT), MEMBER_HAS_LEFT);
    }

    @Test
    void rejectsAGroupThatIsNotThere() {
        refuses(new PublishContribution(NEW, POST, ANA, null, NOWHERE, TEXT), GROUP_UNKNOWN);
    }

    @Test
    void onlyRepliesHaveAParentAndTheyMust() {
        refuses(new PublishContribution(NEW, POST, ANA, ASKED, null, TEXT), ROOT_WITH_PARENT);
        refuses(reply(COMMENT, null, null), REPLY_WITHOUT_PARENT);
        refuses(reply(ANSWER, null, null), REPLY_WITHOUT_PARENT);
    }

    @Test
    void anAnswerBelongsToAQuestion() {
        refuses(reply(ANSWER, ANSWERED, null), ANSWER_WITHOUT_QUESTION);
    }

    @Test
    void aReplyStaysInItsGroup() {
        refuses(reply(COMMENT, ASKED, NOWHERE), REPLY_IN_ANOTHER_GROUP);
    }

    @Test
    void whatIsWithdrawnOrUnknownTakesNoReplies() {
        refuses(reply(COMMENT, WITHDRAWN, null), CONTRIBUTION_WITHDRAWN);
        refuses(reply(COMMENT, NEW, null), CONTRIBUTION_UNKNOWN);
    }

    @Test
    void rejectsContentOutOfBounds() {
        refuses(saying(new Content(null, " ", TextFormat.PLAIN, List.of())), CONTRIBUTION_TEXT_OUT_OF_BOUNDS);
        refuses(
                saying(new Content(null, "x".repeat(100_001), TextFormat.PLAIN, List.of())),
                CONTRIBUTION_TEXT_OUT_OF_BOUNDS);
        refuses(saying(new Content("", "text", TextFormat.PLAIN, List.of())), CONTRIBUTION_TITLE_OUT_OF_BOUNDS);
        refuses(
                saying(new Content("x".repeat(301), "text", TextFormat.PLAIN, List.of())),
                CONTRIBUTION_TITLE_OUT_OF_BOUNDS);
        refuses(
                saying(new Content(null, "text", TextFormat.PLAIN, Collections.nCopies(21, "tag"))),
                CONTRIBUTION_TAGS_OUT_OF_BOUNDS);
        refuses(saying(new Content(null, "text", TextFormat.PLAIN, List.of(""))), CONTRIBUTION_TAGS_OUT_OF_BOUNDS);
    }

    @Test
    void aReplyHasNoTitle() {
        refuses(
                new PublishContribution(
                        NEW, COMMENT, BEN, ASKED, null, new Content("Re:", "text", TextFormat.PLAIN, List.of())),
                CONTRIBUTION_TITLE_OUT_OF_BOUNDS);
    }

    @Test
    void theAuthorRevisesPartsOfIt() {
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new ReviseContribution(ASKED, ANA, "When?", null, null, null))
                .expectEvents(
                        new ContributionRevised(ASKED, new Content("When?", "In March.", TextFormat.PLAIN, List.of())));
    }

    @Test
    void aRevisionThatChangesNothingIsNone() {
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new ReviseContribution(ASKED, ANA, null, "In March.", null, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void onlyItsAuthorRevisesOrWithdrawsIt() {
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new ReviseContribution(ASKED, BEN, null, "Mine now.", null, null))
                .expectException(breaking(NOT_THE_AUTHOR))
                .expectNoEvents();
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new WithdrawContribution(ASKED, BEN))
                .expectException(breaking(NOT_THE_AUTHOR))
                .expectNoEvents();
    }

    @Test
    void aWithdrawalIsFinal() {
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new WithdrawContribution(ASKED, ANA))
                .expectEvents(new ContributionWithdrawn(ASKED));
        contribution()
                .given(QUESTION_OF_ANA, new ContributionWithdrawn(ASKED))
                .when(new WithdrawContribution(ASKED, ANA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        contribution()
                .given(QUESTION_OF_ANA, new ContributionWithdrawn(ASKED))
                .when(new ReviseContribution(ASKED, ANA, null, "Back?", null, null))
                .expectException(breaking(CONTRIBUTION_WITHDRAWN))
                .expectNoEvents();
    }

    @Test
    void theAskerAcceptsAnAnswerOnce() {
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new AcceptAnswer(ASKED, ANSWERED, ANA))
                .expectEvents(new AnswerAccepted(ASKED, ANSWERED));
        contribution()
                .given(QUESTION_OF_ANA, new AnswerAccepted(ASKED, ANSWERED))
                .when(new AcceptAnswer(ASKED, ANSWERED, ANA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void nobodyElseAcceptsAnAnswer() {
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new AcceptAnswer(ASKED, ANSWERED, BEN))
                .expectException(breaking(NOT_THE_ASKER))
                .expectNoEvents();
    }

    @Test
    void onlyAVisibleAnswerToThisQuestionIsAccepted() {
        accepting(COMMENTED, ACCEPTED_FROM_ELSEWHERE);
        accepting(WITHDRAWN, CONTRIBUTION_WITHDRAWN);
        accepting(NEW, CONTRIBUTION_UNKNOWN);
        contribution()
                .given(ANSWER_OF_BEN)
                .when(new AcceptAnswer(ANSWERED, ANSWERED, BEN))
                .expectException(breaking(ACCEPTED_WITHOUT_QUESTION))
                .expectNoEvents();
    }

    @Test
    void nothingUnknownIsRevisedWithdrawnOrAccepted() {
        refuses(new ReviseContribution(NEW, ANA, null, "text", null, null), CONTRIBUTION_UNKNOWN);
        refuses(new WithdrawContribution(NEW, ANA), CONTRIBUTION_UNKNOWN);
        refuses(new AcceptAnswer(NEW, ANSWERED, ANA), CONTRIBUTION_UNKNOWN);
    }

    private void accepting(ContributionId answer, Rule rule) {
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new AcceptAnswer(ASKED, answer, ANA))
                .expectException(breaking(rule))
                .expectNoEvents();
    }

    private void refuses(Object command, Rule rule) {
        contribution()
                .givenNoPriorActivity()
                .when(command)
                .expectException(breaking(rule))
                .expectNoEvents();
    }

    private static PublishContribution saying(Content content) {
        return new PublishContribution(NEW, POST, ANA, null, null, content);
    }

    private static PublishContribution reply(
            ContributionKind kind, @Nullable ContributionId parent, @Nullable GroupId group) {
        return new PublishContribution(NEW, kind, BEN, parent, group, TEXT);
    }
}
