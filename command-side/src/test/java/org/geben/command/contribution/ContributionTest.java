package org.geben.command.contribution;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.contribution.ContributionKind.ANSWER;
import static org.geben.kernel.contribution.ContributionKind.COMMENT;
import static org.geben.kernel.contribution.ContributionKind.POST;
import static org.geben.kernel.contribution.ContributionKind.QUESTION;
import static org.geben.kernel.contribution.ContributionRule.ACCEPTED_FROM_ELSEWHERE;
import static org.geben.kernel.contribution.ContributionRule.ACCEPTED_WITHOUT_QUESTION;
import static org.geben.kernel.contribution.ContributionRule.ANSWER_WITHOUT_QUESTION;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_HIDDEN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_ID_TAKEN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_LANGUAGE_MALFORMED;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_LINKS_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_MENTIONS_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_REASON_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TAGS_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TEXT_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TITLE_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_UNKNOWN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_WITHDRAWN;
import static org.geben.kernel.contribution.ContributionRule.HIDING_NOT_ALLOWED;
import static org.geben.kernel.contribution.ContributionRule.NOT_THE_ASKER;
import static org.geben.kernel.contribution.ContributionRule.NOT_THE_AUTHOR;
import static org.geben.kernel.contribution.ContributionRule.REPLY_IN_ANOTHER_GROUP;
import static org.geben.kernel.contribution.ContributionRule.REPLY_SHARED;
import static org.geben.kernel.contribution.ContributionRule.REPLY_TOO_DEEP;
import static org.geben.kernel.contribution.ContributionRule.REPLY_WITHOUT_PARENT;
import static org.geben.kernel.contribution.ContributionRule.REPORT_OF_ONES_OWN;
import static org.geben.kernel.contribution.ContributionRule.REVISION_OUTDATED;
import static org.geben.kernel.contribution.ContributionRule.ROOT_WITH_PARENT;
import static org.geben.kernel.contribution.ContributionRule.SHARING_NOT_ALLOWED;
import static org.geben.kernel.group.GroupRule.GROUP_ARCHIVED;
import static org.geben.kernel.group.GroupRule.GROUP_MANAGER_REQUIRED;
import static org.geben.kernel.group.GroupRule.GROUP_MEMBERSHIP_REQUIRED;
import static org.geben.kernel.group.GroupRule.GROUP_UNKNOWN;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;
import static org.geben.kernel.member.MemberRule.ROLE_REQUIRED;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.command.group.Groups;
import org.geben.command.group.Memberships;
import org.geben.command.member.Members;
import org.geben.kernel.Rule;
import org.geben.kernel.contribution.Authority;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionFeatured;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionReported;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionShared;
import org.geben.kernel.contribution.ContributionEvent.ContributionUnfeatured;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.contribution.TextFormat;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupArchived;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.GroupPosting;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupManagerAppointed;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContributionTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId MIA = MemberId.of("018f3c1e-0000-7000-8000-0000000000a1");
    private static final MemberId CARLA = MemberId.of("018f3c1e-0000-7000-8000-0000000000a2");
    private static final MemberId DORA = MemberId.of("018f3c1e-0000-7000-8000-0000000000a3");
    private static final MemberId GONE = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-00000000000d");
    private static final GroupId GROUP = GroupId.of("018f3c1e-0000-7000-8000-0000000000c0");
    private static final GroupId BOARD = GroupId.of("018f3c1e-0000-7000-8000-0000000000c2");
    private static final GroupId SURPRISE = GroupId.of("018f3c1e-0000-7000-8000-0000000000c3");
    private static final GroupId OLD = GroupId.of("018f3c1e-0000-7000-8000-0000000000c4");
    private static final GroupId NEWS = GroupId.of("018f3c1e-0000-7000-8000-0000000000c5");
    private static final GroupId NOWHERE = GroupId.of("018f3c1e-0000-7000-8000-0000000000c1");
    private static final ContributionId ASKED = ContributionId.of("018f3c1e-0000-7000-8000-000000000001");
    private static final ContributionId ANSWERED = ContributionId.of("018f3c1e-0000-7000-8000-000000000002");
    private static final ContributionId COMMENTED = ContributionId.of("018f3c1e-0000-7000-8000-000000000003");
    private static final ContributionId WITHDRAWN = ContributionId.of("018f3c1e-0000-7000-8000-000000000004");
    private static final ContributionId HIDDEN = ContributionId.of("018f3c1e-0000-7000-8000-000000000005");
    private static final ContributionId OF_BOARD = ContributionId.of("018f3c1e-0000-7000-8000-000000000006");
    private static final ContributionId OF_SURPRISE = ContributionId.of("018f3c1e-0000-7000-8000-000000000007");
    private static final ContributionId OF_OLD = ContributionId.of("018f3c1e-0000-7000-8000-000000000008");
    private static final ContributionId NEW = ContributionId.of("018f3c1e-0000-7000-8000-000000000009");
    private static final Content TEXT = Content.plain("In March.");

    private static final ContributionPublished QUESTION_OF_ANA =
            new ContributionPublished(ASKED, QUESTION, ANA, null, ASKED, GROUP, TEXT);
    private static final ContributionPublished ANSWER_OF_BEN =
            new ContributionPublished(ANSWERED, ANSWER, BEN, ASKED, ASKED, GROUP, TEXT);

    private static final ContributionPublished POST_OF_BOARD =
            new ContributionPublished(OF_BOARD, POST, MIA, null, OF_BOARD, BOARD, TEXT);
    private static final ContributionHidden HIDING =
            new ContributionHidden(ASKED, ANA, DORA, "Loud.", Authority.COMMUNITY);
    private static final ContributionHidden HIDING_OF_MIA =
            new ContributionHidden(ASKED, ANA, MIA, "Not here.", Authority.GROUP);

    /**
     * Mia manages each group and Ana is in none of those that are not open. Carla runs the community, Dora moderates.
     */
    private static AggregateTestFixture<Contribution> contribution() {
        Past past = new Past()
                .happened(ANA, new MemberJoined(ANA, new Handle("ana"), "Ana", null, false))
                .happened(BEN, new MemberJoined(BEN, new Handle("ben"), "Ben", null, false))
                .happened(GONE, new MemberJoined(GONE, new Handle("gone"), "Gone", null, false), new MemberLeft(GONE))
                .happened(GROUP, new GroupFounded(GROUP, "Gardening", null, GroupAccess.OPEN, ANA))
                .happened(BOARD, new GroupFounded(BOARD, "Board", null, GroupAccess.CLOSED, MIA))
                .happened(SURPRISE, new GroupFounded(SURPRISE, "Surprise", null, GroupAccess.SECRET, MIA))
                .happened(OLD, new GroupFounded(OLD, "Old", null, GroupAccess.OPEN, MIA), new GroupArchived(OLD, null))
                .happened(NEWS, new GroupFounded(NEWS, "News", null, GroupAccess.OPEN, MIA, GroupPosting.MANAGERS))
                .happened(MIA, new MemberJoined(MIA, new Handle("mia"), "Mia", null, false))
                .happened(CARLA, new MemberJoined(CARLA, new Handle("carla"), "Carla", null, false))
                .happened(CARLA, new RoleGranted(CARLA, Role.COMMUNITY_MANAGER, null))
                .happened(DORA, new MemberJoined(DORA, new Handle("dora"), "Dora", null, false))
                .happened(DORA, new RoleGranted(DORA, Role.MODERATOR, null))
                .happened(OF_BOARD, POST_OF_BOARD)
                .happened(
                        OF_SURPRISE,
                        new ContributionPublished(OF_SURPRISE, POST, MIA, null, OF_SURPRISE, SURPRISE, TEXT))
                .happened(OF_OLD, new ContributionPublished(OF_OLD, POST, MIA, null, OF_OLD, OLD, TEXT))
                .happened(
                        HIDDEN,
                        new ContributionPublished(HIDDEN, ANSWER, BEN, ASKED, ASKED, GROUP, TEXT),
                        new ContributionHidden(HIDDEN, BEN, DORA, "Loud."))
                .happened(ASKED, QUESTION_OF_ANA)
                .happened(ANSWERED, ANSWER_OF_BEN)
                .happened(COMMENTED, new ContributionPublished(COMMENTED, COMMENT, BEN, ASKED, ASKED, GROUP, TEXT))
                .happened(
                        WITHDRAWN,
                        new ContributionPublished(WITHDRAWN, ANSWER, BEN, ASKED, ASKED, GROUP, TEXT),
                        new ContributionWithdrawn(WITHDRAWN));
        AggregateTestFixture<Contribution> fixture = new AggregateTestFixture<>(Contribution.class);
        for (GroupId group : List.of(GROUP, BOARD, SURPRISE, OLD, NEWS)) {
            MembershipId id = MembershipId.of(group, MIA);
            past.happened(id, new GroupJoined(id, group, MIA), new GroupManagerAppointed(id, group, MIA, null));
        }
        ContributionId above = ASKED;
        for (int depth = 1; depth <= 10; depth++) {
            past.happened(deep(depth), new ContributionPublished(deep(depth), COMMENT, BEN, above, ASKED, GROUP, TEXT));
            above = deep(depth);
        }
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
                .expectEvents(new ContributionRevised(
                        ASKED, new Content("When?", "In March.", TextFormat.PLAIN, List.of()), ANA, List.of()));
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

    @Test
    void aReplyStandsAtMost10Deep() {
        contribution()
                .givenNoPriorActivity()
                .when(reply(COMMENT, deep(9), null))
                .expectEvents(new ContributionPublished(NEW, COMMENT, BEN, deep(9), ASKED, GROUP, TEXT));
        refuses(reply(COMMENT, deep(10), null), REPLY_TOO_DEEP);
    }

    @Test
    void onlyWhoMayOpensThreadsInAGroup() {
        refuses(in(BOARD, ANA), GROUP_MEMBERSHIP_REQUIRED);
        refuses(in(SURPRISE, ANA), GROUP_UNKNOWN);
        refuses(in(NEWS, ANA), GROUP_MANAGER_REQUIRED);
        refuses(in(OLD, MIA), GROUP_ARCHIVED);
        for (GroupId group : List.of(BOARD, SURPRISE, NEWS)) {
            contribution()
                    .givenNoPriorActivity()
                    .when(in(group, MIA))
                    .expectEvents(new ContributionPublished(NEW, POST, MIA, null, NEW, group, TEXT));
        }
    }

    @Test
    void onlyWhoReadsItRepliesToIt() {
        refuses(reply(COMMENT, OF_BOARD, null), GROUP_MEMBERSHIP_REQUIRED);
        refuses(reply(COMMENT, OF_SURPRISE, null), CONTRIBUTION_UNKNOWN);
        refuses(reply(COMMENT, OF_OLD, null), GROUP_ARCHIVED);
        contribution()
                .givenNoPriorActivity()
                .when(new PublishContribution(NEW, COMMENT, MIA, OF_SURPRISE, null, TEXT))
                .expectEvents(new ContributionPublished(NEW, COMMENT, MIA, OF_SURPRISE, OF_SURPRISE, SURPRISE, TEXT));
    }

    @Test
    void mentionsMembersWhoExist() {
        contribution()
                .givenNoPriorActivity()
                .when(mentioning(List.of(BEN, GONE, BEN)))
                .expectEvents(new ContributionPublished(NEW, POST, ANA, null, NEW, null, TEXT, List.of(BEN, GONE)));
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new ReviseContribution(ASKED, ANA, null, null, null, null, null, null, List.of(BEN), null))
                .expectEvents(new ContributionRevised(ASKED, TEXT, ANA, List.of(BEN)));
        refuses(mentioning(List.of(NOBODY)), MEMBER_UNKNOWN);
        refuses(
                mentioning(IntStream.range(0, 51)
                        .mapToObj(n -> MemberId.imported("x", "" + n))
                        .toList()),
                CONTRIBUTION_MENTIONS_OUT_OF_BOUNDS);
    }

    @Test
    void saysItsLanguageAndWhereItPoints() {
        Content linked = linked("pt-BR", List.of("https://example.org/a?b=c#d", "http://example.org"));
        contribution()
                .givenNoPriorActivity()
                .when(saying(linked))
                .expectEvents(new ContributionPublished(NEW, POST, ANA, null, NEW, null, linked));
        contribution()
                .given(new ContributionPublished(ASKED, POST, ANA, null, ASKED, null, linked))
                .when(new ReviseContribution(ASKED, ANA, null, null, null, null, "", List.of(), null, null))
                .expectEvents(new ContributionRevised(ASKED, TEXT, ANA, List.of()));
    }

    @Test
    void rejectsLanguagesAndLinksOutOfBounds() {
        for (String language : List.of("", "english language", "d", "und", "x".repeat(36))) {
            refuses(saying(linked(language, List.of())), CONTRIBUTION_LANGUAGE_MALFORMED);
        }
        for (String link : List.of("", "example.org", "/a", "ftp://example.org", "https:", "https://a b", longLink())) {
            refuses(saying(linked(null, List.of(link))), CONTRIBUTION_LINKS_OUT_OF_BOUNDS);
        }
        refuses(saying(linked(null, Collections.nCopies(21, "https://example.org"))), CONTRIBUTION_LINKS_OUT_OF_BOUNDS);
    }

    @Test
    void revisesTheRevisionThatTheAuthorHasSeen() {
        ContributionRevised second = new ContributionRevised(ASKED, Content.plain("In April."), ANA, List.of());
        contribution()
                .given(QUESTION_OF_ANA, second, new ContributionReported(ASKED, ANA, BEN, "Late."))
                .when(expecting(1L))
                .expectEvents(new ContributionRevised(ASKED, Content.plain("In May."), ANA, List.of()))
                .expectResultMessagePayload(3L);
        contribution()
                .given(QUESTION_OF_ANA, second)
                .when(expecting(0L))
                .expectException(breaking(REVISION_OUTDATED))
                .expectNoEvents();
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new PublishContribution(ASKED, QUESTION, ANA, null, GROUP, TEXT))
                .expectResultMessagePayload(0L);
    }

    @Test
    void isSharedOnceWithAnotherGroup() {
        ContributionShared shared = new ContributionShared(ASKED, BOARD, MIA);
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new ShareContribution(ASKED, BOARD, MIA))
                .expectEvents(shared);
        contribution()
                .given(QUESTION_OF_ANA, shared)
                .when(new ShareContribution(ASKED, BOARD, MIA))
                .expectNoEvents();
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new ShareContribution(ASKED, GROUP, ANA))
                .expectNoEvents();
        contribution()
                .given(POST_OF_BOARD)
                .when(new ShareContribution(OF_BOARD, GROUP, MIA))
                .expectEvents(new ContributionShared(OF_BOARD, GROUP, MIA));
        contribution()
                .given(new ContributionPublished(ASKED, POST, ANA, null, ASKED, null, TEXT))
                .when(new ShareContribution(ASKED, GROUP, CARLA))
                .expectEvents(new ContributionShared(ASKED, GROUP, CARLA));
    }

    @Test
    void nobodyElseSharesIt() {
        refusesOf(new ShareContribution(ASKED, GROUP, BEN), SHARING_NOT_ALLOWED, QUESTION_OF_ANA);
        refusesOf(new ShareContribution(OF_BOARD, GROUP, CARLA), SHARING_NOT_ALLOWED, POST_OF_BOARD);
        refusesOf(new ShareContribution(ASKED, BOARD, ANA), GROUP_MEMBERSHIP_REQUIRED, QUESTION_OF_ANA);
        refusesOf(new ShareContribution(ASKED, SURPRISE, ANA), GROUP_UNKNOWN, QUESTION_OF_ANA);
        refusesOf(new ShareContribution(ASKED, OLD, MIA), GROUP_ARCHIVED, QUESTION_OF_ANA);
        refusesOf(new ShareContribution(ANSWERED, NEWS, BEN), REPLY_SHARED, ANSWER_OF_BEN);
    }

    @Test
    void theCommunityManagerFeaturesIt() {
        ContributionFeatured featured = new ContributionFeatured(ASKED, CARLA, "Well asked.");
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new FeatureContribution(ASKED, CARLA, "Well asked."))
                .expectEvents(featured);
        contribution()
                .given(QUESTION_OF_ANA, featured)
                .when(new FeatureContribution(ASKED, CARLA, null))
                .expectNoEvents();
        contribution()
                .given(QUESTION_OF_ANA, featured)
                .when(new UnfeatureContribution(ASKED, CARLA))
                .expectEvents(new ContributionUnfeatured(ASKED, CARLA));
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new UnfeatureContribution(ASKED, CARLA))
                .expectNoEvents();
        refusesOf(new FeatureContribution(ASKED, ANA, null), ROLE_REQUIRED, QUESTION_OF_ANA);
        refusesOf(new UnfeatureContribution(ASKED, ANA), ROLE_REQUIRED, QUESTION_OF_ANA, featured);
        refusesOf(new FeatureContribution(ASKED, CARLA, " "), CONTRIBUTION_REASON_OUT_OF_BOUNDS, QUESTION_OF_ANA);
    }

    @Test
    void eachMemberReportsItOnce() {
        ContributionReported reported = new ContributionReported(ASKED, ANA, BEN, "Weeds.");
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new ReportContribution(ASKED, BEN, "Weeds."))
                .expectEvents(reported);
        contribution()
                .given(QUESTION_OF_ANA, reported)
                .when(new ReportContribution(ASKED, BEN, "Still weeds."))
                .expectNoEvents();
        contribution()
                .given(QUESTION_OF_ANA, reported)
                .when(new ReportContribution(ASKED, MIA, "Weeds!"))
                .expectEvents(new ContributionReported(ASKED, ANA, MIA, "Weeds!"));
        refusesOf(new ReportContribution(ASKED, ANA, "Oops."), REPORT_OF_ONES_OWN, QUESTION_OF_ANA);
        refusesOf(new ReportContribution(ASKED, GONE, "Weeds."), MEMBER_HAS_LEFT, QUESTION_OF_ANA);
        refusesOf(new ReportContribution(ASKED, BEN, ""), CONTRIBUTION_REASON_OUT_OF_BOUNDS, QUESTION_OF_ANA);
        refusesOf(new ReportContribution(OF_BOARD, BEN, "Weeds."), GROUP_MEMBERSHIP_REQUIRED, POST_OF_BOARD);
    }

    @Test
    void isHiddenAndRestored() {
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new HideContribution(ASKED, DORA, "Loud."))
                .expectEvents(HIDING);
        contribution()
                .given(QUESTION_OF_ANA, HIDING)
                .when(new HideContribution(ASKED, CARLA, "Loud."))
                .expectNoEvents();
        contribution()
                .given(QUESTION_OF_ANA, HIDING)
                .when(new RestoreContribution(ASKED, DORA))
                .expectEvents(new ContributionRestored(ASKED, DORA));
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new RestoreContribution(ASKED, DORA))
                .expectNoEvents();
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new HideContribution(ASKED, MIA, "Not here."))
                .expectEvents(HIDING_OF_MIA);
        contribution()
                .given(QUESTION_OF_ANA)
                .when(new HideContribution(ASKED, null, "Loud."))
                .expectEvents(new ContributionHidden(ASKED, ANA, null, "Loud.", Authority.COMMUNITY));
    }

    @Test
    void aManagerOfTheGroupRestoresWhatTheGroupHasHidden() {
        restores(MIA, HIDING_OF_MIA);
        restores(DORA, HIDING_OF_MIA);
    }

    @Test
    void aManagerOfTheGroupDoesNotRestoreWhatTheCommunityHasHidden() {
        ContributionHidden byTheOperator = new ContributionHidden(ASKED, ANA, null, "Loud.");
        refusesOf(new RestoreContribution(ASKED, MIA), HIDING_NOT_ALLOWED, QUESTION_OF_ANA, HIDING);
        refusesOf(new RestoreContribution(ASKED, MIA), HIDING_NOT_ALLOWED, QUESTION_OF_ANA, byTheOperator);
        restores(CARLA, HIDING);
        restores(null, HIDING);
        restores(CARLA, byTheOperator);
    }

    @Test
    void whatTheGroupHasHiddenCanBeHiddenByTheCommunityAsWell() {
        contribution()
                .given(QUESTION_OF_ANA, HIDING_OF_MIA)
                .when(new HideContribution(ASKED, DORA, "Loud."))
                .expectEvents(HIDING);
        contribution()
                .given(QUESTION_OF_ANA, HIDING)
                .when(new HideContribution(ASKED, MIA, "Not here."))
                .expectNoEvents();
        refusesOf(new RestoreContribution(ASKED, MIA), HIDING_NOT_ALLOWED, QUESTION_OF_ANA, HIDING_OF_MIA, HIDING);
        ContributionRestored restored = new ContributionRestored(ASKED, DORA);
        restores(MIA, HIDING, restored, HIDING_OF_MIA);
    }

    @Test
    void whatWasHiddenBeforeAuthoritiesWereKeptIsRestoredAsItWas() {
        restores(MIA, new ContributionHidden(ASKED, ANA, DORA, "Loud."));
    }

    private static void restores(@Nullable MemberId by, Object... since) {
        contribution()
                .given(Stream.concat(Stream.of(QUESTION_OF_ANA), Stream.of(since))
                        .toArray())
                .when(new RestoreContribution(ASKED, by))
                .expectEvents(new ContributionRestored(ASKED, by));
    }

    @Test
    void nobodyElseHidesOrRestoresIt() {
        refusesOf(new HideContribution(ASKED, ANA, "Loud."), HIDING_NOT_ALLOWED, QUESTION_OF_ANA);
        refusesOf(new RestoreContribution(ASKED, ANA), HIDING_NOT_ALLOWED, QUESTION_OF_ANA, HIDING);
        refusesOf(new HideContribution(ASKED, DORA, ""), CONTRIBUTION_REASON_OUT_OF_BOUNDS, QUESTION_OF_ANA);
    }

    @Test
    void whatIsHiddenTakesNothingButItsWithdrawal() {
        refuses(reply(COMMENT, HIDDEN, null), CONTRIBUTION_HIDDEN);
        accepting(HIDDEN, CONTRIBUTION_HIDDEN);
        for (Object command : List.of(
                new ReviseContribution(ASKED, ANA, null, "Quiet.", null, null),
                new AcceptAnswer(ASKED, ANSWERED, ANA),
                new ShareContribution(ASKED, BOARD, MIA),
                new FeatureContribution(ASKED, CARLA, null))) {
            refusesOf(command, CONTRIBUTION_HIDDEN, QUESTION_OF_ANA, HIDING);
        }
        contribution()
                .given(QUESTION_OF_ANA, HIDING)
                .when(new WithdrawContribution(ASKED, ANA))
                .expectEvents(new ContributionWithdrawn(ASKED));
    }

    @Test
    void whatIsWithdrawnIsNotRestored() {
        ContributionWithdrawn withdrawn = new ContributionWithdrawn(ASKED);
        refusesOf(new RestoreContribution(ASKED, DORA), CONTRIBUTION_WITHDRAWN, QUESTION_OF_ANA, HIDING, withdrawn);
        refusesOf(new HideContribution(ASKED, DORA, "Loud."), CONTRIBUTION_WITHDRAWN, QUESTION_OF_ANA, withdrawn);
    }

    @Test
    void nothingUnknownIsSharedFeaturedReportedHiddenOrRestored() {
        refuses(new ShareContribution(NEW, GROUP, ANA), CONTRIBUTION_UNKNOWN);
        refuses(new FeatureContribution(NEW, CARLA, null), CONTRIBUTION_UNKNOWN);
        refuses(new UnfeatureContribution(NEW, CARLA), CONTRIBUTION_UNKNOWN);
        refuses(new ReportContribution(NEW, ANA, "Weeds."), CONTRIBUTION_UNKNOWN);
        refuses(new HideContribution(NEW, DORA, "Weeds."), CONTRIBUTION_UNKNOWN);
        refuses(new RestoreContribution(NEW, DORA), CONTRIBUTION_UNKNOWN);
    }

    private static ContributionId deep(int depth) {
        return ContributionId.imported("depth", String.valueOf(depth));
    }

    private static PublishContribution in(GroupId group, MemberId author) {
        return new PublishContribution(NEW, POST, author, null, group, TEXT);
    }

    private static PublishContribution mentioning(List<MemberId> members) {
        return new PublishContribution(NEW, POST, ANA, null, null, TEXT, members);
    }

    private static ReviseContribution expecting(Long revision) {
        return new ReviseContribution(ASKED, ANA, null, "In May.", null, null, null, null, null, revision);
    }

    private static Content linked(@Nullable String language, List<String> links) {
        return new Content(null, "In March.", TextFormat.PLAIN, List.of(), language, links);
    }

    private static String longLink() {
        return "https://example.org/" + "x".repeat(2_000);
    }

    private void refusesOf(Object command, Rule rule, Object... before) {
        contribution()
                .given(before)
                .when(command)
                .expectException(breaking(rule))
                .expectNoEvents();
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
