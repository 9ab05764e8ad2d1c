package org.geben.command.appreciation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.command.Refusals.breaking;
import static org.geben.kernel.appreciation.AppreciationKind.KUDOS;
import static org.geben.kernel.appreciation.AppreciationKind.LIKE;
import static org.geben.kernel.appreciation.AppreciationKind.RATING;
import static org.geben.kernel.appreciation.AppreciationKind.THANKS;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_ALREADY_GIVEN;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_DISALLOWED;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_OF_ONESELF;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_UNKNOWN;
import static org.geben.kernel.appreciation.AppreciationRule.DISALLOWING_REASON_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_ALLOWANCE_SPENT;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_MESSAGE_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_POINTS_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.KUDOS_TAGS_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.NOT_THE_GIVER;
import static org.geben.kernel.appreciation.AppreciationRule.RATING_STARS_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_HIDDEN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_UNKNOWN;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_WITHDRAWN;
import static org.geben.kernel.group.GroupRule.GROUP_MEMBERSHIP_REQUIRED;
import static org.geben.kernel.member.MemberRule.MEMBER_HAS_LEFT;
import static org.geben.kernel.member.MemberRule.MEMBER_UNKNOWN;
import static org.geben.kernel.member.MemberRule.ROLE_REQUIRED;
import static org.geben.kernel.member.Role.MODERATOR;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.Message;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.geben.command.Past;
import org.geben.command.contribution.Contributions;
import org.geben.command.group.Groups;
import org.geben.command.group.Memberships;
import org.geben.command.member.Members;
import org.geben.kernel.Envelope;
import org.geben.kernel.Rule;
import org.geben.kernel.appreciation.AllowanceEvent.AllowanceOpened;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReleased;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReserved;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.AppreciationEvent.RatingChanged;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionShared;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AppreciationTest {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId GONE = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final MemberId NOBODY = MemberId.of("018f3c1e-0000-7000-8000-00000000000d");
    private static final MemberId DORA = MemberId.of("018f3c1e-0000-7000-8000-00000000000e");
    private static final ContributionId POSTED = ContributionId.of("018f3c1e-0000-7000-8000-000000000001");
    private static final ContributionId WITHDRAWN = ContributionId.of("018f3c1e-0000-7000-8000-000000000002");
    private static final ContributionId NOWHERE = ContributionId.of("018f3c1e-0000-7000-8000-000000000003");
    private static final ContributionId HIDDEN = ContributionId.of("018f3c1e-0000-7000-8000-000000000004");
    private static final ContributionId INSIDE = ContributionId.of("018f3c1e-0000-7000-8000-000000000005");
    private static final ContributionId SHARED = ContributionId.of("018f3c1e-0000-7000-8000-000000000006");
    private static final GroupId BOARD = GroupId.of("018f3c1e-0000-7000-8000-0000000000c0");
    private static final GroupId BAKERS = GroupId.of("018f3c1e-0000-7000-8000-0000000000c1");
    private static final Subject POST_OF_BEN = new Subject.OfContribution(POSTED);
    private static final AppreciationId LIKED = AppreciationId.of(ANA, POST_OF_BEN, LIKE);
    private static final AppreciationGiven LIKE_OF_ANA =
            new AppreciationGiven(LIKED, ANA, POST_OF_BEN, BEN, LIKE, null, 0, null);
    private static final Subject CAKE = Subject.of("https://example.org/cake");
    private static final AppreciationId THANKED = AppreciationId.of(ANA, POST_OF_BEN, KUDOS);
    private static final GiveAppreciation KUDOS_COMMAND =
            GiveAppreciation.by(ANA, POST_OF_BEN, KUDOS, "You saved my beans.", 5, null, List.of("patience"));
    private static final Map<String, Object> IN_MARCH = at("2026-03-02T09:00:00Z");
    private static final AllowanceId MARCH = AllowanceId.of(ANA, "2026-03");
    private static final AllowanceOpened OPENED = new AllowanceOpened(
            MARCH, ANA, "2026-03", Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"), 10);

    private static AggregateTestFixture<Appreciation> appreciation() {
        return appreciation(past());
    }

    private static Past past() {
        Content text = Content.plain("In March.");
        ContributionKind post = ContributionKind.POST;
        return new Past()
                .happened(ANA, new MemberJoined(ANA, new Handle("ana"), "Ana", null, false))
                .happened(BEN, new MemberJoined(BEN, new Handle("ben"), "Ben", null, false))
                .happened(GONE, new MemberJoined(GONE, new Handle("gone"), "Gone", null, false), new MemberLeft(GONE))
                .happened(POSTED, new ContributionPublished(POSTED, post, BEN, null, POSTED, null, text))
                .happened(BOARD, new GroupFounded(BOARD, "Board", null, GroupAccess.CLOSED, BEN))
                .happened(BAKERS, new GroupFounded(BAKERS, "Bakers", null, GroupAccess.OPEN, BEN))
                .happened(
                        HIDDEN,
                        new ContributionPublished(HIDDEN, post, BEN, null, HIDDEN, null, text),
                        new ContributionHidden(HIDDEN, BEN, null, "Loud."))
                .happened(INSIDE, new ContributionPublished(INSIDE, post, BEN, null, INSIDE, BOARD, text))
                .happened(
                        SHARED,
                        new ContributionPublished(SHARED, post, BEN, null, SHARED, BOARD, text),
                        new ContributionShared(SHARED, BAKERS, BEN))
                .happened(
                        WITHDRAWN,
                        new ContributionPublished(WITHDRAWN, post, BEN, null, WITHDRAWN, null, text),
                        new ContributionWithdrawn(WITHDRAWN))
                .happened(DORA, new MemberJoined(DORA, new Handle("dora"), "Dora", null, false))
                .happened(DORA, new RoleGranted(DORA, MODERATOR, null));
    }

    private static AggregateTestFixture<Appreciation> appreciation(Past past) {
        AggregateTestFixture<Appreciation> fixture = new AggregateTestFixture<>(Appreciation.class);
        fixture.registerInjectableResource(new Allowances(
                EventSourcingRepository.builder(KudosAllowance.class)
                        .eventStore(past.log())
                        .build(),
                new AllowanceTerms(10, AllowanceTerms.Unit.MONTH, ZoneOffset.UTC)));
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
        appreciation()
                .givenNoPriorActivity()
                .when(GiveAppreciation.by(ANA, CAKE, RATING, null, 0, 5))
                .expectEvents(new AppreciationGiven(
                        AppreciationId.of(ANA, CAKE, RATING), ANA, CAKE, null, RATING, null, 0, 5));
    }

    @Test
    void kudosCarryAMessageValuesAndPointsOfTheGiversAllowance() {
        Past past = past();
        appreciation(past).givenNoPriorActivity().when(KUDOS_COMMAND, IN_MARCH).expectEvents(kudos(MARCH));

        assertThat(march(past)).containsExactly(OPENED, new KudosReserved(MARCH, THANKED, 5));
    }

    @Test
    void kudosWithoutPointsNeedNoAllowance() {
        appreciation()
                .givenNoPriorActivity()
                .when(GiveAppreciation.by(ANA, POST_OF_BEN, KUDOS, "You saved my beans.", 0, null))
                .expectEvents(
                        new AppreciationGiven(THANKED, ANA, POST_OF_BEN, BEN, KUDOS, "You saved my beans.", 0, null));
    }

    @Test
    void pointsOfALostGiverComeFromNobodysAllowance() {
        AppreciationId bonus = AppreciationId.imported("elsewhere", "1");
        appreciation()
                .givenNoPriorActivity()
                .when(new GiveAppreciation(bonus, null, POST_OF_BEN, KUDOS, "Thanks.", 500, null, List.of()), IN_MARCH)
                .expectEvents(new AppreciationGiven(bonus, null, POST_OF_BEN, BEN, KUDOS, "Thanks.", 500, null));
    }

    @Test
    void rejectsMorePointsThanTheAllowanceHasLeft() {
        Past past = past().happened(MARCH, OPENED, new KudosReserved(MARCH, LIKED, 6));
        appreciation(past)
                .givenNoPriorActivity()
                .when(KUDOS_COMMAND, IN_MARCH)
                .expectException(breaking(KUDOS_ALLOWANCE_SPENT))
                .expectNoEvents();

        assertThat(march(past)).hasSize(2);
    }

    @Test
    void retractedKudosGiveTheirPointsBackWithinThePeriod() {
        Past past = past().happened(MARCH, OPENED, new KudosReserved(MARCH, THANKED, 5));
        appreciation(past)
                .given(kudos(MARCH))
                .when(new RetractAppreciation(THANKED, ANA), at("2026-03-31T23:59:59Z"))
                .expectEvents(new AppreciationRetracted(THANKED));

        assertThat(march(past)).hasSize(3).endsWith(new KudosReleased(MARCH, THANKED, 5));
    }

    @Test
    void kudosRetractedLaterGiveNothingBack() {
        Past past = past().happened(MARCH, OPENED, new KudosReserved(MARCH, THANKED, 5));
        appreciation(past)
                .given(kudos(MARCH))
                .when(new RetractAppreciation(THANKED, ANA), at("2026-04-01T00:00:00Z"))
                .expectEvents(new AppreciationRetracted(THANKED));

        assertThat(march(past)).hasSize(2);
    }

    @Test
    void aRatingIsChangedAndRemainsOne() {
        AppreciationId id = AppreciationId.of(ANA, CAKE, RATING);
        AppreciationGiven three = new AppreciationGiven(id, ANA, CAKE, null, RATING, null, 0, 3);
        appreciation()
                .given(three)
                .when(GiveAppreciation.by(ANA, CAKE, RATING, null, 0, 5))
                .expectEvents(new RatingChanged(id, 5));
        appreciation()
                .given(three, new RatingChanged(id, 5))
                .when(GiveAppreciation.by(ANA, CAKE, RATING, null, 0, 5))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        appreciation()
                .given(three, new RatingChanged(id, 5), new AppreciationRetracted(id))
                .when(GiveAppreciation.by(ANA, CAKE, RATING, null, 0, 3))
                .expectEvents(three);
    }

    @Test
    void whoHasLeftChangesNoRating() {
        AppreciationId id = AppreciationId.of(GONE, CAKE, RATING);
        appreciation()
                .given(new AppreciationGiven(id, GONE, CAKE, null, RATING, null, 0, 3))
                .when(GiveAppreciation.by(GONE, CAKE, RATING, null, 0, 5))
                .expectException(breaking(MEMBER_HAS_LEFT))
                .expectNoEvents();
    }

    @Test
    void aModeratorOrTheOperatorDisallowsItOnceAndForGood() {
        AppreciationDisallowed disallowed = new AppreciationDisallowed(LIKED, ANA, BEN, "Bought.", DORA);
        appreciation()
                .given(LIKE_OF_ANA)
                .when(new DisallowAppreciation(LIKED, "Bought.", DORA))
                .expectEvents(disallowed);
        appreciation()
                .given(LIKE_OF_ANA)
                .when(new DisallowAppreciation(LIKED, "Bought.", null))
                .expectEvents(new AppreciationDisallowed(LIKED, ANA, BEN, "Bought.", null));
        appreciation()
                .given(LIKE_OF_ANA, disallowed)
                .when(new DisallowAppreciation(LIKED, "Bought again.", DORA))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        for (Object command :
                List.of(GiveAppreciation.by(ANA, POST_OF_BEN, LIKE), new RetractAppreciation(LIKED, ANA))) {
            appreciation()
                    .given(LIKE_OF_ANA, disallowed)
                    .when(command)
                    .expectException(breaking(APPRECIATION_DISALLOWED))
                    .expectNoEvents();
        }
    }

    @Test
    void disallowedKudosKeepTheirPointsSpent() {
        Past past = past().happened(MARCH, OPENED, new KudosReserved(MARCH, THANKED, 5));
        appreciation(past)
                .given(kudos(MARCH))
                .when(new DisallowAppreciation(THANKED, "Bought.", DORA), IN_MARCH)
                .expectEvents(new AppreciationDisallowed(THANKED, ANA, BEN, "Bought.", DORA));

        assertThat(march(past)).hasSize(2);
    }

    @Test
    void disallowingTakesARoleAReasonAndAnAppreciation() {
        refuses(new DisallowAppreciation(LIKED, "Bought.", DORA), APPRECIATION_UNKNOWN);
        appreciation()
                .given(LIKE_OF_ANA)
                .when(new DisallowAppreciation(LIKED, "I do not like it.", BEN))
                .expectException(breaking(ROLE_REQUIRED))
                .expectNoEvents();
        appreciation()
                .given(LIKE_OF_ANA)
                .when(new DisallowAppreciation(LIKED, " ", DORA))
                .expectException(breaking(DISALLOWING_REASON_OUT_OF_BOUNDS))
                .expectNoEvents();
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
        refuses(GiveAppreciation.by(ANA, new Subject.OfContribution(HIDDEN), LIKE), CONTRIBUTION_HIDDEN);
        refuses(GiveAppreciation.by(ANA, new Subject.OfContribution(INSIDE), LIKE), GROUP_MEMBERSHIP_REQUIRED);
        refuses(GiveAppreciation.by(ANA, new Subject.OfContribution(NOWHERE), LIKE), CONTRIBUTION_UNKNOWN);
        refuses(GiveAppreciation.by(ANA, new Subject.OfMember(NOBODY), LIKE), MEMBER_UNKNOWN);
    }

    @Test
    void whatIsSharedIsAppreciatedByThoseWhoReadItThere() {
        Subject shared = new Subject.OfContribution(SHARED);
        appreciation()
                .givenNoPriorActivity()
                .when(GiveAppreciation.by(ANA, shared, LIKE))
                .expectEvents(new AppreciationGiven(
                        AppreciationId.of(ANA, shared, LIKE), ANA, shared, BEN, LIKE, null, 0, null));
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
        refuses(valuing(LIKE, null, List.of("patience")), KUDOS_TAGS_OUT_OF_BOUNDS);
        refuses(valuing(KUDOS, "Nice", Collections.nCopies(11, "patience")), KUDOS_TAGS_OUT_OF_BOUNDS);
        refuses(valuing(KUDOS, "Nice", List.of(" ")), KUDOS_TAGS_OUT_OF_BOUNDS);
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

    private static GiveAppreciation valuing(AppreciationKind kind, @Nullable String message, List<String> tags) {
        return GiveAppreciation.by(ANA, POST_OF_BEN, kind, message, 0, null, tags);
    }

    private static AppreciationGiven kudos(AllowanceId allowance) {
        return new AppreciationGiven(
                THANKED, ANA, POST_OF_BEN, BEN, KUDOS, "You saved my beans.", 5, null, List.of("patience"), allowance);
    }

    private static List<Object> march(Past past) {
        return past.log()
                .readEvents(MARCH.toString())
                .asStream()
                .<Object>map(Message::getPayload)
                .toList();
    }

    private static Map<String, Object> at(String moment) {
        return Map.of(Envelope.OCCURRED_AT, moment);
    }

    private void refuses(Object command, Rule rule) {
        appreciation()
                .givenNoPriorActivity()
                .when(command)
                .expectException(breaking(rule))
                .expectNoEvents();
    }
}
