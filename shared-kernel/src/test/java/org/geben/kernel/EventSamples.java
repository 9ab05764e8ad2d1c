package org.geben.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupEvent.GroupReopened;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.GroupPosting;
import org.geben.kernel.group.MembershipEvent.GroupJoinDeclined;
import org.geben.kernel.group.MembershipEvent.GroupJoinRequested;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.group.MembershipEvent.GroupManagerAppointed;
import org.geben.kernel.group.MembershipEvent.GroupManagerDismissed;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.inbox.InboxEvent.NotificationRead;
import org.geben.kernel.inbox.InboxEvent.NotificationsSeen;
import org.geben.kernel.inbox.InboxId;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.Email;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.HandleEvent.HandleReleased;
import org.geben.kernel.member.HandleEvent.HandleReserved;
import org.geben.kernel.member.MemberEvent.DigitalComfortDeclared;
import org.geben.kernel.member.MemberEvent.LeaderboardVisibilityChosen;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberFollowed;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.MemberUnfollowed;
import org.geben.kernel.member.MemberEvent.MemberWelcomed;
import org.geben.kernel.member.MemberEvent.MemberWordsErased;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.OfficeEvent.OfficeLeft;
import org.geben.kernel.member.OfficeEvent.OfficeTaken;
import org.geben.kernel.member.OfficeId;
import org.geben.kernel.member.Role;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.outreach.OutreachEvent.OutreachAssigned;
import org.geben.kernel.outreach.OutreachEvent.OutreachDismissed;
import org.geben.kernel.outreach.OutreachEvent.OutreachOpened;
import org.geben.kernel.outreach.OutreachEvent.OutreachResolved;
import org.geben.kernel.outreach.OutreachId;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeEvent.PledgeChanged;
import org.geben.kernel.pledge.PledgeEvent.PledgeEnded;
import org.geben.kernel.pledge.PledgeEvent.PledgeMade;
import org.geben.kernel.pledge.PledgeId;
import org.geben.kernel.pledge.PledgeUnit;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.kernel.scoring.ScoringDocument.Appreciated;
import org.geben.kernel.scoring.ScoringDocument.Contributing;
import org.geben.kernel.scoring.ScoringDocument.Fairness;
import org.geben.kernel.scoring.ScoringDocument.Giving;
import org.geben.kernel.scoring.ScoringDocument.Helping;
import org.geben.kernel.scoring.ScoringDocument.Welcoming;
import org.geben.kernel.scoring.ScoringRulesEvent.ScoringRulesPublished;
import org.geben.kernel.scoring.ScoringRulesId;
import org.geben.kernel.training.SessionEvent.SessionCancelled;
import org.geben.kernel.training.SessionEvent.SessionScheduled;
import org.geben.kernel.training.SessionEvent.TrainingCompleted;
import org.geben.kernel.training.SessionEvent.TrainingEnrolled;
import org.geben.kernel.training.SessionEvent.TrainingEnrolmentCancelled;
import org.geben.kernel.training.SessionId;
import org.geben.kernel.training.TrainingEvent.TrainingCancelled;
import org.geben.kernel.training.TrainingEvent.TrainingOffered;
import org.geben.kernel.training.TrainingId;
import org.geben.kernel.training.TrainingKind;

/** One sample of every event, with every field set. */
final class EventSamples {
    private static final MemberId ANA = MemberId.of("018f3c1e-0000-7000-8000-00000000000a");
    private static final MemberId BEN = MemberId.of("018f3c1e-0000-7000-8000-00000000000b");
    private static final MemberId CARLA = MemberId.of("018f3c1e-0000-7000-8000-00000000000c");
    private static final GroupId GROUP = GroupId.of("018f3c1e-0000-7000-8000-0000000000c0");
    private static final ContributionId QUESTION = ContributionId.of("018f3c1e-0000-7000-8000-000000000001");
    private static final ContributionId ANSWER = ContributionId.of("018f3c1e-0000-7000-8000-000000000002");
    private static final TrainingId TRAINING = TrainingId.of("018f3c1e-0000-7000-8000-0000000000d0");
    private static final SessionId SESSION = SessionId.of("018f3c1e-0000-7000-8000-0000000000d1");
    private static final Pledge PLEDGE = new Pledge(PledgeUnit.HOURS, 2, LocalDate.parse("2026-03-02"));
    private static final Handle HANDLE = new Handle("ana");
    private static final Email EMAIL = new Email("ana@example.org");

    private EventSamples() {}

    static Stream<Record> all() {
        MembershipId membership = MembershipId.of(GROUP, BEN);
        Subject subject = new Subject.OfContribution(ANSWER);
        AppreciationId appreciation = AppreciationId.of(ANA, subject, AppreciationKind.KUDOS);
        AllowanceId allowance = AllowanceId.of(ANA, "2026-03");
        OutreachId outreach = OutreachId.of(Cause.UNANSWERED, ANA, QUESTION);
        return Stream.of(
                new MemberJoined(ANA, HANDLE, "Ana Grün", "Gardener.", false, EMAIL, BEN),
                new MemberProfileChanged(ANA, HANDLE, "Ana Grün-Weiß", "Gardener and baker.", EMAIL),
                new DigitalComfortDeclared(ANA, DigitalComfort.HESITANT),
                new MemberWelcomed(ANA, BEN),
                new RoleGranted(ANA, Role.COMMUNITY_MANAGER, BEN),
                new RoleRevoked(ANA, Role.COMMUNITY_MANAGER, BEN),
                new MemberSuspended(ANA, "Advertised seeds in every thread.", BEN),
                new MemberReinstated(ANA, BEN),
                new MemberFollowed(ANA, BEN),
                new MemberUnfollowed(ANA, BEN),
                new LeaderboardVisibilityChosen(ANA, false),
                new MemberErased(ANA, BEN),
                new MemberWordsErased(ANA, BEN),
                new OfficeTaken(OfficeId.of(Role.COMMUNITY_MANAGER), Role.COMMUNITY_MANAGER, ANA),
                new OfficeLeft(OfficeId.of(Role.COMMUNITY_MANAGER), Role.COMMUNITY_MANAGER, ANA),
                new MemberLeft(ANA),
                new MemberReturned(ANA),
                new HandleReserved(HANDLE, ANA),
                new HandleReleased(HANDLE, ANA),
                new GroupFounded(
                        GROUP, "Gardening", "Growing things together.", GroupAccess.OPEN, ANA, GroupPosting.MEMBERS),
                new GroupDescribed(GROUP, "Gardens", "Growing things.", GroupAccess.CLOSED, GroupPosting.MANAGERS, ANA),
                new GroupArchived(GROUP, ANA),
                new GroupReopened(GROUP, ANA),
                new GroupJoinRequested(membership, GROUP, BEN),
                new GroupJoinDeclined(membership, GROUP, BEN, ANA),
                new GroupJoined(membership, GROUP, BEN, ANA),
                new GroupLeft(membership, GROUP, BEN, ANA),
                new GroupManagerAppointed(membership, GROUP, BEN, ANA),
                new GroupManagerDismissed(membership, GROUP, BEN, ANA),
                new ContributionPublished(
                        ANSWER,
                        ContributionKind.ANSWER,
                        BEN,
                        QUESTION,
                        QUESTION,
                        GROUP,
                        Content.plain("In March."),
                        List.of(ANA)),
                new ContributionRevised(
                        QUESTION,
                        new Content(
                                "When to sow?",
                                "*Beans*, this year.",
                                TextFormat.MARKDOWN,
                                List.of("beans"),
                                "en-GB",
                                List.of("https://example.org/beans")),
                        ANA,
                        List.of(BEN)),
                new ContributionShared(QUESTION, GROUP, ANA),
                new ContributionFeatured(QUESTION, BEN, "See how far the garden has come."),
                new ContributionUnfeatured(QUESTION, BEN),
                new ContributionReported(QUESTION, ANA, BEN, "These are weeds."),
                new ContributionHidden(QUESTION, ANA, BEN, "Advertises weeds.", Authority.COMMUNITY),
                new ContributionRestored(QUESTION, BEN),
                new ContributionWithdrawn(QUESTION),
                new AnswerAccepted(QUESTION, ANSWER),
                new AppreciationGiven(
                        appreciation,
                        ANA,
                        subject,
                        BEN,
                        AppreciationKind.KUDOS,
                        "You saved my beans.",
                        5,
                        null,
                        List.of("patience"),
                        allowance),
                new AppreciationRetracted(appreciation),
                new RatingChanged(appreciation, 4),
                new AppreciationDisallowed(appreciation, ANA, BEN, "Bought with seeds.", CARLA),
                new AllowanceOpened(
                        allowance,
                        ANA,
                        "2026-03",
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-04-01T00:00:00Z"),
                        100),
                new KudosReserved(allowance, appreciation, 5),
                new KudosReleased(allowance, appreciation, 5),
                new OutreachOpened(
                        outreach, Cause.UNANSWERED, ANA, QUESTION, GROUP, Instant.parse("2027-03-01T09:00:00Z")),
                new OutreachAssigned(outreach, ANA, BEN, BEN),
                new OutreachResolved(outreach, ANA, BEN, "Asked Cleo, who knows beans."),
                new OutreachDismissed(outreach, ANA, BEN, "It was meant as a joke."),
                new TrainingOffered(
                        TRAINING,
                        TrainingKind.OFFICE_HOURS,
                        "First steps",
                        "Bring your questions.",
                        List.of(DigitalComfort.IMMIGRANT, DigitalComfort.HESITANT),
                        CARLA),
                new TrainingCancelled(TRAINING, "The room is flooded.", CARLA),
                new SessionScheduled(
                        SESSION,
                        TRAINING,
                        Instant.parse("2026-03-02T09:00:00Z"),
                        Instant.parse("2026-03-02T10:30:00Z"),
                        5,
                        "Greenhouse"),
                new TrainingEnrolled(SESSION, TRAINING, ANA),
                new TrainingEnrolmentCancelled(SESSION, TRAINING, ANA),
                new SessionCancelled(SESSION, TRAINING, "Nobody has the key.", CARLA),
                new TrainingCompleted(SESSION, TRAINING, ANA, CARLA),
                new PledgeMade(PledgeId.of(ANA), ANA, PLEDGE),
                new PledgeChanged(PledgeId.of(ANA), ANA, PLEDGE),
                new PledgeEnded(PledgeId.of(ANA), ANA),
                new NotificationsSeen(InboxId.of(ANA), ANA, Instant.parse("2026-03-02T09:00:00Z")),
                new NotificationRead(
                        InboxId.of(ANA, "welcomed"), ANA, "welcomed", Instant.parse("2026-03-02T09:00:00Z")),
                new ScoringRulesPublished(
                        ScoringRulesId.OF_THE_COMMUNITY,
                        2,
                        Instant.parse("2026-04-01T00:00:00Z"),
                        new ScoringDocument(
                                new Giving(2, Map.of(AppreciationKind.THANKS, 2, AppreciationKind.LIKE, 0)),
                                new Appreciated(3, Map.of(AppreciationKind.KUDOS, 5)),
                                new Contributing(Map.of(ContributionKind.ANSWER, 4)),
                                new Helping(3, 1),
                                new Welcoming(2),
                                new Fairness(20, 50, false),
                                List.of(Role.LEADER, Role.COMMUNITY_MANAGER)),
                        CARLA));
    }
}
