package org.geben.kernel;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Set;
import org.geben.kernel.appreciation.AllowanceEvent;
import org.geben.kernel.appreciation.AppreciationEvent;
import org.geben.kernel.contribution.ContributionEvent;
import org.geben.kernel.group.GroupEvent;
import org.geben.kernel.group.MembershipEvent;
import org.geben.kernel.inbox.InboxEvent;
import org.geben.kernel.member.HandleEvent;
import org.geben.kernel.member.MemberEvent;
import org.geben.kernel.member.OfficeEvent;
import org.geben.kernel.outreach.OutreachEvent;
import org.geben.kernel.pledge.PledgeEvent;
import org.geben.kernel.scoring.ScoringRulesEvent;
import org.geben.kernel.training.SessionEvent;
import org.geben.kernel.training.TrainingEvent;

/**
 * The stable name of every event, under which the log keeps it. A class may be renamed or moved, its name here may not:
 * the history would lose it. A changed shape gets a new version and an upcaster from the old one.
 */
public final class EventNames {
    private static final Map<String, Class<? extends Record>> CLASSES = Map.ofEntries(
            entry("member.joined.v1", MemberEvent.MemberJoined.class),
            entry("member.profile-changed.v1", MemberEvent.MemberProfileChanged.class),
            entry("member.comfort-declared.v1", MemberEvent.DigitalComfortDeclared.class),
            entry("member.welcomed.v1", MemberEvent.MemberWelcomed.class),
            entry("member.role-granted.v1", MemberEvent.RoleGranted.class),
            entry("member.role-revoked.v1", MemberEvent.RoleRevoked.class),
            entry("member.suspended.v1", MemberEvent.MemberSuspended.class),
            entry("member.reinstated.v1", MemberEvent.MemberReinstated.class),
            entry("member.followed.v1", MemberEvent.MemberFollowed.class),
            entry("member.unfollowed.v1", MemberEvent.MemberUnfollowed.class),
            entry("member.leaderboard-visibility-chosen.v1", MemberEvent.LeaderboardVisibilityChosen.class),
            entry("member.erased.v1", MemberEvent.MemberErased.class),
            entry("member.words-erased.v1", MemberEvent.MemberWordsErased.class),
            entry("office.taken.v1", OfficeEvent.OfficeTaken.class),
            entry("office.left.v1", OfficeEvent.OfficeLeft.class),
            entry("member.left.v1", MemberEvent.MemberLeft.class),
            entry("member.returned.v1", MemberEvent.MemberReturned.class),
            entry("handle.reserved.v1", HandleEvent.HandleReserved.class),
            entry("handle.released.v1", HandleEvent.HandleReleased.class),
            entry("group.founded.v1", GroupEvent.GroupFounded.class),
            entry("group.described.v1", GroupEvent.GroupDescribed.class),
            entry("group.archived.v1", GroupEvent.GroupArchived.class),
            entry("group.reopened.v1", GroupEvent.GroupReopened.class),
            entry("membership.requested.v1", MembershipEvent.GroupJoinRequested.class),
            entry("membership.declined.v1", MembershipEvent.GroupJoinDeclined.class),
            entry("membership.joined.v1", MembershipEvent.GroupJoined.class),
            entry("membership.left.v1", MembershipEvent.GroupLeft.class),
            entry("membership.manager-appointed.v1", MembershipEvent.GroupManagerAppointed.class),
            entry("membership.manager-dismissed.v1", MembershipEvent.GroupManagerDismissed.class),
            entry("contribution.published.v1", ContributionEvent.ContributionPublished.class),
            entry("contribution.revised.v1", ContributionEvent.ContributionRevised.class),
            entry("contribution.withdrawn.v1", ContributionEvent.ContributionWithdrawn.class),
            entry("contribution.answer-accepted.v1", ContributionEvent.AnswerAccepted.class),
            entry("contribution.shared.v1", ContributionEvent.ContributionShared.class),
            entry("contribution.featured.v1", ContributionEvent.ContributionFeatured.class),
            entry("contribution.unfeatured.v1", ContributionEvent.ContributionUnfeatured.class),
            entry("contribution.reported.v1", ContributionEvent.ContributionReported.class),
            entry("contribution.hidden.v1", ContributionEvent.ContributionHidden.class),
            entry("contribution.restored.v1", ContributionEvent.ContributionRestored.class),
            entry("appreciation.given.v1", AppreciationEvent.AppreciationGiven.class),
            entry("appreciation.retracted.v1", AppreciationEvent.AppreciationRetracted.class),
            entry("appreciation.rating-changed.v1", AppreciationEvent.RatingChanged.class),
            entry("appreciation.disallowed.v1", AppreciationEvent.AppreciationDisallowed.class),
            entry("allowance.opened.v1", AllowanceEvent.AllowanceOpened.class),
            entry("allowance.reserved.v1", AllowanceEvent.KudosReserved.class),
            entry("allowance.released.v1", AllowanceEvent.KudosReleased.class),
            entry("outreach.opened.v1", OutreachEvent.OutreachOpened.class),
            entry("outreach.assigned.v1", OutreachEvent.OutreachAssigned.class),
            entry("outreach.resolved.v1", OutreachEvent.OutreachResolved.class),
            entry("outreach.dismissed.v1", OutreachEvent.OutreachDismissed.class),
            entry("training.offered.v1", TrainingEvent.TrainingOffered.class),
            entry("training.cancelled.v1", TrainingEvent.TrainingCancelled.class),
            entry("training-session.scheduled.v1", SessionEvent.SessionScheduled.class),
            entry("training-session.enrolled.v1", SessionEvent.TrainingEnrolled.class),
            entry("training-session.enrolment-cancelled.v1", SessionEvent.TrainingEnrolmentCancelled.class),
            entry("training-session.cancelled.v1", SessionEvent.SessionCancelled.class),
            entry("training-session.completed.v1", SessionEvent.TrainingCompleted.class),
            entry("pledge.made.v1", PledgeEvent.PledgeMade.class),
            entry("pledge.changed.v1", PledgeEvent.PledgeChanged.class),
            entry("pledge.ended.v1", PledgeEvent.PledgeEnded.class),
            entry("inbox.seen.v1", InboxEvent.NotificationsSeen.class),
            entry("inbox.read.v1", InboxEvent.NotificationRead.class),
            entry("scoring-rules.published.v1", ScoringRulesEvent.ScoringRulesPublished.class));

    private static final Map<Class<? extends Record>, String> NAMES =
            CLASSES.entrySet().stream().collect(toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventNames() {}

    public static Set<String> all() {
        return CLASSES.keySet();
    }

    /** The name and class of every event. */
    public static Map<String, Class<? extends Record>> table() {
        return CLASSES;
    }

    /** @throws IllegalArgumentException if the class is no event of the table */
    public static String of(Class<?> event) {
        String name = NAMES.get(event);
        if (name == null) {
            throw new IllegalArgumentException("%s has no stable event name.".formatted(event.getName()));
        }
        return name;
    }
}
