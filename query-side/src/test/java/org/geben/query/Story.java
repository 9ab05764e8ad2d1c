package org.geben.query;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.geben.kernel.StreamId;
import org.geben.kernel.appreciation.AllowanceEvent;
import org.geben.kernel.appreciation.AllowanceEvent.AllowanceOpened;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReleased;
import org.geben.kernel.appreciation.AllowanceEvent.KudosReserved;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationEvent;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.AppreciationEvent.RatingChanged;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionFeatured;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionShared;
import org.geben.kernel.contribution.ContributionEvent.ContributionUnfeatured;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.contribution.TextFormat;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent;
import org.geben.kernel.group.GroupEvent.GroupArchived;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupEvent.GroupReopened;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.GroupPosting;
import org.geben.kernel.group.MembershipEvent;
import org.geben.kernel.group.MembershipEvent.GroupJoinDeclined;
import org.geben.kernel.group.MembershipEvent.GroupJoinRequested;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.group.MembershipEvent.GroupManagerAppointed;
import org.geben.kernel.group.MembershipEvent.GroupManagerDismissed;
import org.geben.kernel.group.MembershipId;
import org.geben.kernel.inbox.InboxEvent;
import org.geben.kernel.inbox.InboxEvent.NotificationRead;
import org.geben.kernel.inbox.InboxEvent.NotificationsSeen;
import org.geben.kernel.inbox.InboxId;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.HandleEvent;
import org.geben.kernel.member.HandleEvent.HandleReserved;
import org.geben.kernel.member.MemberEvent;
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
import org.geben.kernel.member.Role;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.outreach.OutreachEvent;
import org.geben.kernel.outreach.OutreachEvent.OutreachAssigned;
import org.geben.kernel.outreach.OutreachEvent.OutreachDismissed;
import org.geben.kernel.outreach.OutreachEvent.OutreachOpened;
import org.geben.kernel.outreach.OutreachEvent.OutreachResolved;
import org.geben.kernel.outreach.OutreachId;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeEvent;
import org.geben.kernel.pledge.PledgeEvent.PledgeChanged;
import org.geben.kernel.pledge.PledgeEvent.PledgeEnded;
import org.geben.kernel.pledge.PledgeEvent.PledgeMade;
import org.geben.kernel.pledge.PledgeId;
import org.geben.kernel.pledge.PledgeUnit;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.kernel.scoring.ScoringRulesEvent;
import org.geben.kernel.scoring.ScoringRulesEvent.ScoringRulesPublished;
import org.geben.kernel.scoring.ScoringRulesId;
import org.geben.kernel.training.SessionEvent;
import org.geben.kernel.training.SessionEvent.TrainingCompleted;
import org.geben.kernel.training.SessionId;
import org.geben.kernel.training.TrainingEvent;
import org.geben.kernel.training.TrainingEvent.TrainingOffered;
import org.geben.kernel.training.TrainingId;
import org.geben.kernel.training.TrainingKind;
import org.jspecify.annotations.Nullable;

/** A log in the making: every sentence adds its event at the next position and the present time. */
public final class Story {
    private final List<TrackedEventMessage<?>> log = new ArrayList<>();
    private final Map<String, Long> lengths = new HashMap<>();
    private final Map<ContributionId, ContributionPublished> published = new HashMap<>();
    private final Map<AppreciationId, AppreciationGiven> given = new HashMap<>();
    private final Map<OutreachId, MemberId> outreach = new HashMap<>();
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");

    public Story at(String instant) {
        return at(Instant.parse(instant));
    }

    public Story at(Instant instant) {
        now = instant;
        return this;
    }

    public MemberId joins(String handle) {
        return joins(handle, false);
    }

    public MemberId joins(String handle, boolean automated) {
        MemberId id = MemberId.imported("story", handle);
        happened(new MemberJoined(id, new Handle(handle), "Name of " + handle, null, automated));
        // Followed by an event that no projection has a handler for, as in a real log.
        happened(new HandleReserved(new Handle(handle), id));
        return id;
    }

    public void renames(MemberId member, String handle, String name) {
        happened(new MemberProfileChanged(member, new Handle(handle), name, "About " + name));
    }

    public void leaves(MemberId member) {
        happened(new MemberLeft(member));
    }

    /** Something that cannot be deserialised. */
    public TrackedEventMessage<?> happensIllegibly(MemberId member) {
        Jackson3Serializer serializer = Jackson3Serializer.builder().build();
        Instant occurredAt = now;
        String stream = member.stream();
        TrackedEventMessage<?> illegible = new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(log.size() + 1L),
                "Story",
                stream,
                lengths.merge(stream, 1L, Long::sum) - 1,
                new SerializedMessage<>(
                        "illegible-" + log.size(),
                        new SimpleSerializedObject<>("{", String.class, MemberLeft.class.getName(), null),
                        serializer.serialize(MetaData.emptyInstance(), String.class),
                        serializer),
                () -> occurredAt);
        log.add(illegible);
        return illegible;
    }

    public void returns(MemberId member) {
        happened(new MemberReturned(member));
    }

    public void suspended(MemberId member) {
        happened(new MemberSuspended(member, "Loud.", null));
    }

    public void reinstated(MemberId member) {
        happened(new MemberReinstated(member, null));
    }

    public void erased(MemberId member) {
        happened(new MemberErased(member, null));
    }

    public void wordsErased(MemberId member) {
        happened(new MemberWordsErased(member, null));
    }

    /** Another log that tells the same, each event as the reading has it. */
    Story retold(UnaryOperator<TrackedEventMessage<?>> reading) {
        Story retold = new Story();
        log.forEach(event -> retold.log.add(reading.apply(event)));
        return retold;
    }

    public GroupId founds(String name) {
        return founds(name, GroupAccess.OPEN);
    }

    public GroupId founds(String name, GroupAccess access) {
        GroupId id = GroupId.imported("story", name);
        happened(new GroupFounded(id, name, null, access, null));
        return id;
    }

    public void describes(GroupId group, String name, GroupAccess access, @Nullable GroupPosting posting) {
        happened(new GroupDescribed(group, name, "About " + name, access, posting, null));
    }

    public void archives(GroupId group) {
        happened(new GroupArchived(group, null));
    }

    public void reopens(GroupId group) {
        happened(new GroupReopened(group, null));
    }

    public void asks(MemberId member, GroupId group) {
        happened(new GroupJoinRequested(MembershipId.of(group, member), group, member));
    }

    public void joins(MemberId member, GroupId group) {
        happened(new GroupJoined(MembershipId.of(group, member), group, member));
    }

    public void leaves(MemberId member, GroupId group) {
        happened(new GroupLeft(MembershipId.of(group, member), group, member));
    }

    public ContributionId posts(MemberId author) {
        return posts(author, null);
    }

    public ContributionId posts(MemberId author, @Nullable GroupId group) {
        ContributionId id = nextContribution();
        Content content =
                new Content("Title", "Post, with {\"odd\\\" characters}", TextFormat.PLAIN, List.of("a b", "\"q\""));
        return publishes(new ContributionPublished(id, ContributionKind.POST, author, null, id, group, content));
    }

    public ContributionId asks(MemberId author) {
        ContributionId id = nextContribution();
        Content content = new Content("Question", "How?", TextFormat.MARKDOWN, List.of());
        return publishes(new ContributionPublished(id, ContributionKind.QUESTION, author, null, id, null, content));
    }

    public ContributionId replies(MemberId author, ContributionId parent) {
        ContributionPublished to = Objects.requireNonNull(published.get(parent));
        ContributionKind kind =
                to.kind() == ContributionKind.QUESTION ? ContributionKind.ANSWER : ContributionKind.COMMENT;
        return publishes(new ContributionPublished(
                nextContribution(), kind, author, parent, to.root(), to.group(), Content.plain("Reply")));
    }

    public void revises(ContributionId contribution, String text) {
        happened(new ContributionRevised(contribution, new Content("Revised", text, TextFormat.HTML, List.of("new"))));
    }

    public void revises(ContributionId contribution, Content content, MemberId... mentions) {
        MemberId author = Objects.requireNonNull(published.get(contribution)).author();
        happened(new ContributionRevised(contribution, content, author, List.of(mentions)));
    }

    public void hides(ContributionId contribution) {
        happened(new ContributionHidden(
                contribution,
                Objects.requireNonNull(published.get(contribution)).author(),
                null,
                "Loud."));
    }

    public void restores(ContributionId contribution) {
        happened(new ContributionRestored(contribution, null));
    }

    public void features(MemberId by, ContributionId contribution) {
        happened(new ContributionFeatured(contribution, by, null));
    }

    public void featuresNoLonger(MemberId by, ContributionId contribution) {
        happened(new ContributionUnfeatured(contribution, by));
    }

    public void shares(MemberId by, ContributionId contribution, GroupId group) {
        happened(new ContributionShared(contribution, group, by));
    }

    public void withdraws(ContributionId contribution) {
        happened(new ContributionWithdrawn(contribution));
    }

    public void accepts(ContributionId question, ContributionId answer) {
        happened(new AnswerAccepted(question, answer));
    }

    public AppreciationId likes(MemberId giver, ContributionId contribution) {
        return gives(giver, contribution, AppreciationKind.LIKE);
    }

    public AppreciationId gives(MemberId giver, ContributionId contribution, AppreciationKind kind) {
        Subject subject = new Subject.OfContribution(contribution);
        MemberId receiver = Objects.requireNonNull(published.get(contribution)).author();
        return gives(AppreciationId.of(giver, subject, kind), giver, subject, receiver, kind, MetaData.emptyInstance());
    }

    public AppreciationId likesAtAnInferredTime(MemberId giver, ContributionId contribution) {
        Subject subject = new Subject.OfContribution(contribution);
        MemberId receiver = Objects.requireNonNull(published.get(contribution)).author();
        AppreciationId id = AppreciationId.of(giver, subject, AppreciationKind.LIKE);
        return gives(id, giver, subject, receiver, AppreciationKind.LIKE, MetaData.with("timeInferred", "true"));
    }

    public AppreciationId someoneLikes(ContributionId contribution) {
        Subject subject = new Subject.OfContribution(contribution);
        MemberId receiver = Objects.requireNonNull(published.get(contribution)).author();
        AppreciationId id = AppreciationId.imported("story", "vote " + log.size());
        return gives(id, null, subject, receiver, AppreciationKind.LIKE, MetaData.emptyInstance());
    }

    public AppreciationId thanks(MemberId giver, MemberId receiver) {
        Subject subject = new Subject.OfMember(receiver);
        AppreciationId id = AppreciationId.of(giver, subject, AppreciationKind.THANKS);
        return gives(id, giver, subject, receiver, AppreciationKind.THANKS, MetaData.emptyInstance());
    }

    public AppreciationId likes(MemberId giver, URI resource) {
        Subject subject = new Subject.OfResource(resource);
        AppreciationId id = AppreciationId.of(giver, subject, AppreciationKind.LIKE);
        return gives(id, giver, subject, null, AppreciationKind.LIKE, MetaData.emptyInstance());
    }

    public void retracts(AppreciationId appreciation) {
        happened(new AppreciationRetracted(appreciation));
    }

    public void changes(AppreciationId rating, int stars) {
        happened(new RatingChanged(rating, stars));
    }

    public void disallows(AppreciationId appreciation) {
        AppreciationGiven event = Objects.requireNonNull(given.get(appreciation));
        happened(new AppreciationDisallowed(appreciation, event.giver(), event.receiver(), "Bought.", null));
    }

    public void givesAgain(AppreciationId appreciation) {
        happened(Objects.requireNonNull(given.get(appreciation)));
    }

    public void follows(MemberId member, MemberId followed) {
        happened(new MemberFollowed(member, followed));
    }

    public void followsNoLonger(MemberId member, MemberId followed) {
        happened(new MemberUnfollowed(member, followed));
    }

    public void grants(MemberId member, Role role) {
        happened(new RoleGranted(member, role, null));
    }

    public void revokes(MemberId member, Role role) {
        happened(new RoleRevoked(member, role, null));
    }

    public void welcomes(MemberId by, MemberId newcomer) {
        happened(new MemberWelcomed(newcomer, by));
    }

    public void appoints(GroupId group, MemberId manager) {
        happened(new GroupManagerAppointed(MembershipId.of(group, manager), group, manager, null));
    }

    public void dismisses(GroupId group, MemberId manager) {
        happened(new GroupManagerDismissed(MembershipId.of(group, manager), group, manager, null));
    }

    public void declines(GroupId group, MemberId asking) {
        happened(new GroupJoinDeclined(MembershipId.of(group, asking), group, asking, null));
    }

    public ContributionId posts(MemberId author, @Nullable GroupId group, Content content, MemberId... mentions) {
        ContributionId id = nextContribution();
        return publishes(new ContributionPublished(
                id, ContributionKind.POST, author, null, id, group, content, List.of(mentions)));
    }

    public ContributionId replies(MemberId author, ContributionId parent, Content content, MemberId... mentions) {
        ContributionPublished to = Objects.requireNonNull(published.get(parent));
        ContributionKind kind =
                to.kind() == ContributionKind.QUESTION ? ContributionKind.ANSWER : ContributionKind.COMMENT;
        return publishes(new ContributionPublished(
                nextContribution(), kind, author, parent, to.root(), to.group(), content, List.of(mentions)));
    }

    public void sees(MemberId member, Instant upTo) {
        happened(new NotificationsSeen(InboxId.of(member), member, upTo));
    }

    public void reads(MemberId member, String notification, Instant upTo) {
        happened(new NotificationRead(InboxId.of(member, notification), member, notification, upTo));
    }

    public void choosesVisibility(MemberId member, boolean visible) {
        happened(new LeaderboardVisibilityChosen(member, visible));
    }

    /** For a cause that there has been since the present time. */
    public OutreachId opens(
            Cause cause, MemberId member, @Nullable ContributionId contribution, @Nullable GroupId group) {
        StreamId subject = contribution == null ? group : contribution;
        OutreachId id = OutreachId.of(cause, member, subject);
        outreach.put(id, member);
        happened(new OutreachOpened(id, cause, member, contribution, group, now));
        return id;
    }

    public void assigns(MemberId by, OutreachId id, MemberId to) {
        happened(new OutreachAssigned(id, Objects.requireNonNull(outreach.get(id)), to, by));
    }

    public void resolves(@Nullable MemberId by, OutreachId id, @Nullable String note) {
        happened(new OutreachResolved(id, Objects.requireNonNull(outreach.get(id)), by, note));
    }

    public void dismisses(MemberId by, OutreachId id, String reason) {
        happened(new OutreachDismissed(id, Objects.requireNonNull(outreach.get(id)), by, reason));
    }

    public void pledges(MemberId leader, Pledge pledge) {
        happened(new PledgeMade(PledgeId.of(leader), leader, pledge));
    }

    public void changes(MemberId leader, Pledge pledge) {
        happened(new PledgeChanged(PledgeId.of(leader), leader, pledge));
    }

    public void endsPledge(MemberId leader) {
        happened(new PledgeEnded(PledgeId.of(leader), leader));
    }

    /** For the present month, by UTC. */
    public AllowanceId opensAllowance(MemberId giver, int points) {
        YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
        AllowanceId id = AllowanceId.of(giver, month.toString());
        happened(new AllowanceOpened(
                id,
                giver,
                month.toString(),
                month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                points));
        return id;
    }

    public void reserves(AllowanceId allowance, AppreciationId kudos, int points) {
        happened(new KudosReserved(allowance, kudos, points));
    }

    public void releases(AllowanceId allowance, AppreciationId kudos, int points) {
        happened(new KudosReleased(allowance, kudos, points));
    }

    public void holds(MemberId member, Role role, boolean held) {
        happened(held ? new RoleGranted(member, role, null) : new RoleRevoked(member, role, null));
    }

    public void publishesRules(int version, Instant from, ScoringDocument document) {
        happened(new ScoringRulesPublished(ScoringRulesId.OF_THE_COMMUNITY, version, from, document, null));
    }

    public List<TrackedEventMessage<?>> log() {
        return List.copyOf(log);
    }

    public long position() {
        return log.size();
    }

    /** Ids grow with the story, so that entries of one moment have a known order. */
    private ContributionId nextContribution() {
        return new ContributionId(new UUID(0x7000L, 0x8000_0000_0000_0000L + log.size()));
    }

    private ContributionId publishes(ContributionPublished event) {
        published.put(event.contributionId(), event);
        happened(event);
        return event.contributionId();
    }

    private AppreciationId gives(
            AppreciationId id,
            @Nullable MemberId giver,
            Subject subject,
            @Nullable MemberId receiver,
            AppreciationKind kind,
            MetaData metaData) {
        Integer stars = kind == AppreciationKind.RATING ? 3 : null;
        AppreciationGiven event = new AppreciationGiven(id, giver, subject, receiver, kind, null, 0, stars);
        given.put(id, event);
        happened(event, metaData);
        return id;
    }

    private void happened(Object event) {
        happened(event, MetaData.emptyInstance());
    }

    private void happened(Object event, MetaData metaData) {
        Instant occurredAt = now;
        String stream = streamOf(event).stream();
        log.add(new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(log.size() + 1L),
                "Story",
                stream,
                lengths.merge(stream, 1L, Long::sum) - 1,
                new GenericMessage<>(nextEvent().toString(), event, metaData),
                () -> occurredAt));
    }

    /** The same wherever the same story is told, as by a process that is killed. */
    private UUID nextEvent() {
        return new UUID(0x7001L, 0x8000_0000_0000_0000L + log.size());
    }

    private static StreamId streamOf(Object event) {
        return switch (event) {
            case MemberEvent ofMember -> ofMember.memberId();
            case HandleEvent ofHandle -> ofHandle.handle();
            case GroupEvent ofGroup -> ofGroup.groupId();
            case MembershipEvent ofMembership -> ofMembership.membershipId();
            case ContributionEvent ofContribution -> ofContribution.contributionId();
            case InboxEvent ofInbox -> ofInbox.inboxId();
            case AppreciationEvent ofAppreciation -> ofAppreciation.appreciationId();
            case OutreachEvent ofOutreach -> ofOutreach.outreachId();
            case PledgeEvent ofPledge -> ofPledge.pledgeId();
            case AllowanceEvent ofAllowance -> ofAllowance.allowanceId();
            case TrainingEvent ofTraining -> ofTraining.trainingId();
            case SessionEvent ofSession -> ofSession.sessionId();
            case ScoringRulesEvent ofRules -> ofRules.rulesId();
            default -> throw new IllegalArgumentException("No event of a story: " + event);
        };
    }

    public void declares(MemberId member, DigitalComfort comfort) {
        happened(new DigitalComfortDeclared(member, comfort));
    }

    public TrainingId offers(MemberId by, DigitalComfort... levels) {
        TrainingId id = new TrainingId(new UUID(0x7100L, 0x8000_0000_0000_0000L + log.size()));
        happened(new TrainingOffered(id, TrainingKind.TRAINING, "Title", null, List.of(levels), by));
        return id;
    }

    /** In a session of its own. */
    public void completes(MemberId member, TrainingId training, MemberId confirmedBy) {
        SessionId session = new SessionId(new UUID(0x7200L, 0x8000_0000_0000_0000L + log.size()));
        happened(new TrainingCompleted(session, training, member, confirmedBy));
    }

    /** Also in the place of an earlier pledge. */
    public void pledges(MemberId leader, PledgeUnit unit, int perWeek, LocalDate from) {
        PledgeId id = PledgeId.of(leader);
        Pledge pledge = new Pledge(unit, perWeek, from);
        happened(
                lengths.containsKey(id.stream())
                        ? new PledgeChanged(id, leader, pledge)
                        : new PledgeMade(id, leader, pledge));
    }
}
