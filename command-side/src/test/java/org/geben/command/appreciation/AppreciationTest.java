package org.geben.command.appreciation;

import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.appreciation.AppreciationKind.KUDOS;
import static org.geben.kernel.appreciation.AppreciationKind.LIKE;
import static org.geben.kernel.appreciation.AppreciationKind.RATING;
import static org.geben.kernel.appreciation.AppreciationKind.THANKS;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_ALREADY_GIVEN;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_OF_ONESELF;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_UNKNOWN;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_MESSAGE_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_POINTS_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.NOT_THE_GIVER;
import static org.geben.kernel.appreciation.AppreciationRule.RATING_STARS_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_UNKNOWN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_WITHDRAWN;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.command.contribution.Contributions;
import org.geben.command.group.Groups;
import org.geben.command.group.Memberships;
import org.geben.command.member.Members;
import org.geben.kernel.Rule;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;

class AppreciationTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId GONE = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-00000000000d");
    private static final ContributionId POSTED = ContributionId.of("018f3c1e-0000-7000-8000-000000000001");
    private static final ContributionId WITHDRAWN = ContributionId.of("018f3c1e-0000-7000-8000-000000000002");
    private static final ContributionId NOWHERE = ContributionId.of("018f3c1e-0000-7000-8000-000000000003");
    private static final Subject POST_OF_BEN = new Subject.OfContribution(POSTED);
    private static final AppreciationId LIKED = AppreciationId.of(ANA, POST_OF_BEN, LIKE);
    private static final AppreciationGiven LIKE_OF_ANA =
            new AppreciationGiven(LIKED, ANA, POST_OF_BEN, BEN, LIKE, null, 0, null);

    private static AggregateTestFixture<Appreciation> appreciation() {
        Content text = Content.plain("In March.");
        ContributionKind post = ContributionKind.POST;
        Past past = new Past()
                .happened(ANA, new MemberJoined(ANA, new Handle("ana"), "Ana", null, false))
                .happened(BEN, new MemberJoined(BEN, new Handle("ben"), "Ben", null, false))
                .happened(GONE, new MemberJoined(GONE, new Handle("gone"), "Gone", null, false), new MemberLeft(GONE))
                .happened(POSTED, new ContributionPublished(POSTED, post, BEN, null, POSTED, null, text))
                .happened(
                        WITHDRAWN,
                        new ContributionPublished(WITHDRAWN, post, BEN, null, WITHDRAWN, null, text),
                        new ContributionWithdrawn(WITHDRAWN));
        AggregateTestFixture<Appreciation> fixture = new AggregateTestFixture<>(Appreciation.class);
        Members members = new Members(past.log());
        fixture.registerInjectableResource(members);
        fixture.registerInjectableResource(
                new Contributions(past.log(), new Memberships(past.log(), new Groups(past.log()), members)));
        return fixture;
    }

    @Test
    void honoursTheAuthorOfAContribution() {
        appreciation()
                .givenNoPriorActivity()
                .when(GiveAppreciation.by(ANA, POST_OF_BEN, LIKE))
                .expectEvents(LIKE_OF_ANA);
    }

    @Test
    void honoursAMember() {
        Subject ben = new Subject.OfMember(BEN);
        appreciation()
                .givenNoPriorActivity()
                .when(GiveAppreciation.by(ANA, ben, THANKS))
                .expectEvents(new AppreciationGiven(
                        AppreciationId.of(ANA, ben, THANKS), ANA, ben, BEN, THANKS, null, 0, null));
    }

    @Test
    void praisesAResourceThatHonoursNoMember() {
        Subject cake = Subject.of("https://example.org/cake");
        appreciation()
                .givenNoPriorActivity()
                .when(GiveAppreciation.by(ANA, cake, RATING, null, 0, 5))
                .expectEvents(new AppreciationGiven(
                        AppreciationId.of(ANA, cake, RATING), ANA, cake, null, RATING, null, 0, 5));
    }

    @Test
    void kudosCarryAMessageAndPoints() {
        appreciation()
                .givenNoPriorActivity()
                .when(GiveAppreciation.by(ANA, POST_OF_BEN, KUDOS, "You saved my beans.", 5, null))
                .expectEvents(new AppreciationGiven(
                        AppreciationId.of(ANA, POST_OF_BEN, KUDOS),
                        ANA,
                        POST_OF_BEN,
                        BEN,
                        KUDOS,
                        "You saved my beans.",
                        5,
                        null));
    }

    @Test
    void countsForTheReceiverWhenItsGiverIsLost() {
        AppreciationId vote = AppreciationId.imported("elsewhere", "1");
        appreciation()
                .givenNoPriorActivity()
                .when(GiveAppreciation.bySomebody(vote, POST_OF_BEN, LIKE))
                .expectEvents(new AppreciationGiven(vote, null, POST_OF_BEN, BEN, LIKE, null, 0, null));
    }

    @Test
    void givingTheSameTwiceIsGivingItOnce() {
        appreciation()
                .given(LIKE_OF_ANA)
                .when(GiveAppreciation.by(ANA, POST_OF_BEN, LIKE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void rejectsOtherWordsForTheSameAppreciation() {
        AppreciationGiven kudos = new AppreciationGiven(
                AppreciationId.of(ANA, POST_OF_BEN, KUDOS), ANA, POST_OF_BEN, BEN, KUDOS, "Well done.", 5, null);
        appreciation()
                .given(kudos)
                .when(GiveAppreciation.by(ANA, POST_OF_BEN, KUDOS, "Well done.", 500, null))
                .expectException(breaking(APPRECIATION_ALREADY_GIVEN))
                .expectNoEvents();
    }

    @Test
    void rejectsAppreciatingYourself() {
        refuses(GiveAppreciation.by(BEN, POST_OF_BEN, LIKE), APPRECIATION_OF_ONESELF);
        refuses(GiveAppreciation.by(BEN, new Subject.OfMember(BEN), THANKS), APPRECIATION_OF_ONESELF);
    }

    @Test
    void rejectsGiversWhoAreNotThere() {
        refuses(GiveAppreciation.by(NOBODY, POST_OF_BEN, LIKE), MEMBER_UNKNOWN);
        refuses(GiveAppreciation.by(GONE, POST_OF_BEN, LIKE), MEMBER_HAS_LEFT);
    }

    @Test
    void rejectsSubjectsThatNobodyCanSee() {
        refuses(GiveAppreciation.by(ANA, new Subject.OfContribution(WITHDRAWN), LIKE), CONTRIBUTION_WITHDRAWN);
        refuses(GiveAppreciation.by(ANA, new Subject.OfContribution(NOWHERE), LIKE), CONTRIBUTION_UNKNOWN);
        refuses(GiveAppreciation.by(ANA, new Subject.OfMember(NOBODY), LIKE), MEMBER_UNKNOWN);
    }

    @Test
    void whoHasLeftMayStillBeThanked() {
        Subject gone = new Subject.OfMember(GONE);
        appreciation()
                .givenNoPriorActivity()
                .when(GiveAppreciation.by(ANA, gone, THANKS))
                .expectEvents(new AppreciationGiven(
                        AppreciationId.of(ANA, gone, THANKS), ANA, gone, GONE, THANKS, null, 0, null));
    }

    @Test
    void onlyKudosCarryWordsAndPoints() {
        refuses(GiveAppreciation.by(ANA, POST_OF_BEN, KUDOS), KUDOS_MESSAGE_OUT_OF_BOUNDS);
        refuses(GiveAppreciation.by(ANA, POST_OF_BEN, KUDOS, " ", 1, null), KUDOS_MESSAGE_OUT_OF_BOUNDS);
        refuses(GiveAppreciation.by(ANA, POST_OF_BEN, LIKE, "Nice", 0, null), KUDOS_MESSAGE_OUT_OF_BOUNDS);
        refuses(GiveAppreciation.by(ANA, POST_OF_BEN, KUDOS, "Nice", -1, null), KUDOS_POINTS_OUT_OF_BOUNDS);
        refuses(GiveAppreciation.by(ANA, POST_OF_BEN, KUDOS, "Nice", 1_001, null), KUDOS_POINTS_OUT_OF_BOUNDS);
        refuses(GiveAppreciation.by(ANA, POST_OF_BEN, LIKE, null, 1, null), KUDOS_POINTS_OUT_OF_BOUNDS);
    }

    @Test
    void onlyRatingsCarryOneToFiveStars() {
        refuses(GiveAppreciation.by(ANA, POST_OF_BEN, RATING), RATING_STARS_OUT_OF_BOUNDS);
        refuses(GiveAppreciation.by(ANA, POST_OF_BEN, RATING, null, 0, 0), RATING_STARS_OUT_OF_BOUNDS);
        refuses(GiveAppreciation.by(ANA, POST_OF_BEN, RATING, null, 0, 6), RATING_STARS_OUT_OF_BOUNDS);
        refuses(GiveAppreciation.by(ANA, POST_OF_BEN, LIKE, null, 0, 3), RATING_STARS_OUT_OF_BOUNDS);
    }

    @Test
    void isRetractedOnceAndMayBeGivenAgain() {
        appreciation()
                .given(LIKE_OF_ANA)
                .when(new RetractAppreciation(LIKED, ANA))
                .expectEvents(new AppreciationRetracted(LIKED));
        appreciation()
                .given(LIKE_OF_ANA, new AppreciationRetracted(LIKED))
                .when(new RetractAppreciation(LIKED, ANA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        appreciation()
                .given(LIKE_OF_ANA, new AppreciationRetracted(LIKED))
                .when(GiveAppreciation.by(ANA, POST_OF_BEN, LIKE))
                .expectEvents(LIKE_OF_ANA);
    }

    @Test
    void onlyItsGiverRetractsIt() {
        appreciation()
                .given(LIKE_OF_ANA)
                .when(new RetractAppreciation(LIKED, BEN))
                .expectException(breaking(NOT_THE_GIVER))
                .expectNoEvents();
        refuses(new RetractAppreciation(LIKED, ANA), APPRECIATION_UNKNOWN);
    }

    private void refuses(Object command, Rule rule) {
        appreciation()
                .givenNoPriorActivity()
                .when(command)
                .expectException(breaking(rule))
                .expectNoEvents();
    }
}
