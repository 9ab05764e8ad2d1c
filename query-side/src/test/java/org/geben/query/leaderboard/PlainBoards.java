package org.geben.query.leaderboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberId;
import org.geben.query.leaderboard.LeaderboardDiff.Place;
import org.geben.query.leaderboard.Window.Range;
import org.jspecify.annotations.Nullable;

/** The boards as a loop over the events makes them, for comparison. */
final class PlainBoards {
    private final ScoringRules rules;
    private final @Nullable Range range;
    private final Set<MemberId> programs = new HashSet<>();
    private final Set<MemberId> joined = new HashSet<>();
    private final Set<MemberId> gone = new HashSet<>();
    private final Set<MemberId> suspended = new HashSet<>();
    private final Set<MemberId> erased = new HashSet<>();
    private final Map<ContributionId, Published> contributions = new LinkedHashMap<>();
    private final Set<ContributionId> withdrawn = new HashSet<>();
    private final Set<ContributionId> hidden = new HashSet<>();
    private final Map<AppreciationId, Given> appreciations = new LinkedHashMap<>();

    /** @param range null for all time */
    PlainBoards(List<TrackedEventMessage<?>> events, ScoringRules rules, @Nullable Range range) {
        this.rules = rules;
        this.range = range;
        events.forEach(this::take);
    }

    private record Published(ContributionPublished event, Instant at) {}

    private record Given(AppreciationGiven event, Instant at, boolean timeInferred) {}

    private record Points(long score, long volume) {}

    record Change(
            UUID member, @Nullable Place before, @Nullable Place after, long rankChange, long scoreChange) {}

    private void take(TrackedEventMessage<?> message) {
        Instant at = message.getTimestamp();
        switch (message.getPayload()) {
            case MemberJoined in -> {
                joined.add(in.memberId());
                if (in.automated()) {
                    programs.add(in.memberId());
                }
            }
            case MemberLeft out -> gone.add(out.memberId());
            case MemberReturned back -> gone.remove(back.memberId());
            case MemberSuspended out -> suspended.add(out.memberId());
            case MemberReinstated back -> suspended.remove(back.memberId());
            case MemberErased out -> erased.add(out.memberId());
            case ContributionPublished published ->
                contributions.put(published.contributionId(), new Published(published, at));
            case ContributionWithdrawn gone -> withdrawn.add(gone.contributionId());
            case ContributionHidden out -> hidden.add(out.contributionId());
            case ContributionRestored back -> hidden.remove(back.contributionId());
            case AppreciationGiven given ->
                appreciations.put(
                        given.appreciationId(),
                        new Given(given, at, "true".equals(message.getMetaData().get("timeInferred"))));
            case AppreciationRetracted retracted -> appreciations.remove(retracted.appreciationId());
            case AppreciationDisallowed disallowed -> appreciations.remove(disallowed.appreciationId());
            default -> {}
        }
    }

    /** By member. */
    Map<UUID, Place> places(Board board) {
        Map<MemberId, Points> points = new HashMap<>();
        for (MemberId member : joined) {
            Points earned = points(board, member);
            if (isPresent(member) && !programs.contains(member) && (earned.score > 0 || earned.volume > 0)) {
                points.put(member, earned);
            }
        }
        Map<UUID, Place> places = new HashMap<>();
        points.forEach((member, earned) -> {
            long better = points.values().stream()
                    .filter(other ->
                            other.score > earned.score || other.score == earned.score && other.volume > earned.volume)
                    .count();
            places.put(member.value(), new Place(better + 1, earned.score));
        });
        return places;
    }

    private boolean isPresent(MemberId member) {
        return !gone.contains(member) && !suspended.contains(member) && !erased.contains(member);
    }

    private Points points(Board board, MemberId member) {
        return switch (board) {
            case GIVING -> new Points(replies(member) * rules.giving().reply() + given(member), 0);
            case APPRECIATED -> appreciated(member);
            case CONTRIBUTING ->
                new Points(
                        visible()
                                .filter(published -> published.author().equals(member))
                                .mapToLong(published ->
                                        rules.contributing().contribution().of(published.kind()))
                                .sum(),
                        0);
        };
    }

    private long replies(MemberId member) {
        return visible()
                .filter(published -> published.author().equals(member) && answersAPerson(published))
                .count();
    }

    private boolean answersAPerson(ContributionPublished reply) {
        Published parent = reply.inReplyTo() == null ? null : contributions.get(reply.inReplyTo());
        return parent != null
                && !parent.event.author().equals(reply.author())
                && !programs.contains(parent.event.author());
    }

    private long given(MemberId member) {
        return counted()
                .filter(given -> member.equals(given.giver()))
                .mapToLong(given -> rules.giving().appreciation().of(given.kind()))
                .sum();
    }

    private Points appreciated(MemberId member) {
        Set<MemberId> givers = new HashSet<>();
        long received = 0;
        long points = 0;
        for (AppreciationGiven given :
                counted().filter(one -> member.equals(one.receiver())).toList()) {
            received++;
            points += rules.appreciated().appreciation().of(given.kind());
            if (given.giver() != null) {
                givers.add(given.giver());
            }
        }
        return new Points(points + (long) givers.size() * rules.appreciated().giver(), received);
    }

    private Stream<ContributionPublished> visible() {
        return contributions.values().stream()
                .filter(published -> isWithin(published.at))
                .map(Published::event)
                .filter(event ->
                        !withdrawn.contains(event.contributionId()) && !hidden.contains(event.contributionId()));
    }

    private Stream<AppreciationGiven> counted() {
        return appreciations.values().stream()
                .filter(given -> isWithin(given.at) && (range == null || !given.timeInferred))
                .map(Given::event)
                .filter(event -> !isProgram(event.giver()) && !isProgram(event.receiver()));
    }

    private boolean isProgram(@Nullable MemberId member) {
        return member != null && programs.contains(member);
    }

    private boolean isWithin(Instant at) {
        return range == null || !at.isBefore(range.from()) && at.isBefore(range.to());
    }

    /** What changes from the one board to the other, in the order in which it is told. */
    static List<Change> changes(Map<UUID, Place> before, Map<UUID, Place> after) {
        Set<UUID> members = new HashSet<>(before.keySet());
        members.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (UUID member : members) {
            Place was = before.get(member);
            Place is = after.get(member);
            long rankChange =
                    (was == null ? before.size() + 1 : was.rank()) - (is == null ? after.size() + 1 : is.rank());
            long scoreChange = (is == null ? 0 : is.score()) - (was == null ? 0 : was.score());
            if (rankChange != 0 || scoreChange != 0) {
                changes.add(new Change(member, was, is, rankChange, scoreChange));
            }
        }
        changes.sort(Comparator.comparingLong((Change change) -> -Math.abs(change.rankChange))
                .thenComparingLong(change -> -Math.abs(change.scoreChange))
                // As PostgreSQL orders ids.
                .thenComparing(change -> change.member.toString()));
        return changes;
    }
}
