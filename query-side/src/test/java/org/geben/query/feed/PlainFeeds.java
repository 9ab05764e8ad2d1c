package org.geben.query.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionShared;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupDescribed;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberFollowed;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.MemberUnfollowed;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** Feeds as loops over the events make them, for comparison. */
final class PlainFeeds {
    private record Said(ContributionPublished event, Instant at) {}

    private record Joined(MemberJoined event, Instant at) {}

    private record Given(AppreciationGiven event, Instant at) {}

    /** @param reasons as texts, each with the group or member that it names */
    record Shown(ContributionId id, Set<String> reasons) {}

    private final Map<MemberId, Joined> members = new LinkedHashMap<>();
    private final Set<MemberId> gone = new HashSet<>();
    private final Set<MemberId> suspended = new HashSet<>();
    private final Set<MemberId> erased = new HashSet<>();
    private final Map<GroupId, GroupAccess> groups = new LinkedHashMap<>();
    private final Map<GroupId, Set<MemberId>> memberships = new HashMap<>();
    private final Map<MemberId, Set<MemberId>> follows = new HashMap<>();
    private final Map<ContributionId, Said> said = new LinkedHashMap<>();
    private final Map<ContributionId, List<MemberId>> mentions = new HashMap<>();
    private final Map<ContributionId, Set<GroupId>> shares = new HashMap<>();
    private final Set<ContributionId> withdrawn = new HashSet<>();
    private final Set<ContributionId> hidden = new HashSet<>();
    private final Map<AppreciationId, Given> appreciations = new LinkedHashMap<>();

    PlainFeeds(List<TrackedEventMessage<?>> events) {
        events.forEach(this::take);
    }

    private void take(TrackedEventMessage<?> message) {
        Instant at = message.getTimestamp();
        switch (message.getPayload()) {
            case MemberJoined in -> members.put(in.memberId(), new Joined(in, at));
            case MemberLeft out -> gone.add(out.memberId());
            case MemberReturned back -> gone.remove(back.memberId());
            case MemberSuspended out -> suspended.add(out.memberId());
            case MemberReinstated back -> suspended.remove(back.memberId());
            case MemberErased out -> erased.add(out.memberId());
            case MemberFollowed it ->
                follows.computeIfAbsent(it.memberId(), id -> new HashSet<>()).add(it.followed());
            case MemberUnfollowed it ->
                Objects.requireNonNull(follows.get(it.memberId())).remove(it.followed());
            case GroupFounded founded -> groups.put(founded.groupId(), founded.access());
            case GroupDescribed described -> groups.put(described.groupId(), described.access());
            case GroupJoined in ->
                memberships.computeIfAbsent(in.groupId(), id -> new HashSet<>()).add(in.memberId());
            case GroupLeft out ->
                Objects.requireNonNull(memberships.get(out.groupId())).remove(out.memberId());
            case ContributionPublished published -> {
                said.put(published.contributionId(), new Said(published, at));
                mentions.put(published.contributionId(), published.mentions());
            }
            case ContributionRevised revised -> mentions.put(revised.contributionId(), revised.mentions());
            case ContributionShared shared ->
                shares.computeIfAbsent(shared.contributionId(), id -> new HashSet<>())
                        .add(shared.group());
            case ContributionWithdrawn out -> withdrawn.add(out.contributionId());
            case ContributionHidden out -> hidden.add(out.contributionId());
            case ContributionRestored back -> hidden.remove(back.contributionId());
            case AppreciationGiven given -> appreciations.put(given.appreciationId(), new Given(given, at));
            case AppreciationRetracted retracted -> appreciations.remove(retracted.appreciationId());
            case AppreciationDisallowed disallowed -> appreciations.remove(disallowed.appreciationId());
            default -> {}
        }
    }

    Set<MemberId> members() {
        return members.keySet();
    }

    Set<GroupId> groups() {
        return groups.keySet();
    }

    /** The newest first. */
    List<Shown> home(MemberId reader) {
        return newestFirst(one -> homeReasons(one, reader));
    }

    List<Shown> community(@Nullable MemberId reader) {
        return newestFirst(one -> isRoot(one) && reads(reader, one) ? Set.of("COMMUNITY") : Set.of());
    }

    List<Shown> group(GroupId group) {
        return newestFirst(one -> isRoot(one) && isIn(one, group) ? Set.of("GROUP " + group) : Set.of());
    }

    List<Shown> member(MemberId author, @Nullable MemberId reader) {
        return newestFirst(
                one -> one.event.author().equals(author) && reads(reader, one) ? Set.of("MEMBER " + author) : Set.of());
    }

    boolean reads(@Nullable MemberId reader, GroupId group) {
        return groups.get(group) == GroupAccess.OPEN || belongs(reader, group);
    }

    private interface Reasons {
        Set<String> of(Said one);
    }

    private List<Shown> newestFirst(Reasons reasons) {
        return said.values().stream()
                .filter(one -> isInSight(one) && !reasons.of(one).isEmpty())
                .sorted(byMoment().reversed())
                .map(one -> new Shown(one.event.contributionId(), reasons.of(one)))
                .toList();
    }

    private static Comparator<Said> byMoment() {
        return Comparator.comparing(Said::at)
                .thenComparing(one -> one.event.contributionId().toString());
    }

    private Set<String> homeReasons(Said one, MemberId reader) {
        Set<String> reasons = new LinkedHashSet<>();
        ContributionPublished event = one.event;
        for (GroupId group : groups.keySet()) {
            if (isRoot(one) && belongs(reader, group) && isIn(one, group)) {
                reasons.add("GROUP " + group);
            }
        }
        if (reads(reader, one)) {
            if (follows.getOrDefault(reader, Set.of()).contains(event.author())) {
                reasons.add("FOLLOWED " + event.author());
            }
            if (!event.author().equals(reader)) {
                if (event.inReplyTo() != null
                        && Objects.requireNonNull(said.get(event.inReplyTo()))
                                .event
                                .author()
                                .equals(reader)) {
                    reasons.add("ANSWERED_YOU");
                }
                if (Objects.requireNonNull(mentions.get(event.contributionId())).contains(reader)) {
                    reasons.add("MENTIONED");
                }
            }
        }
        return reasons;
    }

    /** All places in the inclusive order, every third one kept, as of the moment. */
    List<Shown> inclusive(List<Shown> newestFirst, @Nullable MemberId reader, Instant moment) {
        List<Said> left = new ArrayList<>();
        Map<ContributionId, Set<String>> reasons = new HashMap<>();
        for (Shown shown : newestFirst) {
            Said one = Objects.requireNonNull(said.get(shown.id));
            if (!one.at.isAfter(moment) && one.at.isAfter(moment.minus(Duration.ofDays(30)))) {
                left.add(one);
                Set<String> all = new LinkedHashSet<>(shown.reasons);
                all.addAll(keptFor(one, reader, moment));
                reasons.put(shown.id, all);
            }
        }
        left.sort(Comparator.comparing((Said one) -> rank(one, moment))
                .thenComparing(one -> one.event.contributionId().toString())
                .reversed());
        List<Shown> placed = new ArrayList<>();
        while (!left.isEmpty()) {
            Said next = left.getFirst();
            if (placed.size() % 3 == 2) {
                next = left.stream()
                        .filter(one -> !keptFor(one, reader, moment).isEmpty())
                        .findFirst()
                        .orElse(next);
            }
            left.remove(next);
            placed.add(new Shown(
                    next.event.contributionId(), Objects.requireNonNull(reasons.get(next.event.contributionId()))));
        }
        return placed;
    }

    private Instant rank(Said one, Instant moment) {
        long minutes = 60 * replies(one, moment) + 30 * appreciations(one, moment);
        return one.at.plus(Duration.ofMinutes(Math.min(minutes, 24 * 60)));
    }

    private long replies(Said to, Instant moment) {
        ContributionId id = to.event.contributionId();
        return said.values().stream()
                .filter(one -> isInSight(one) && !isRoot(one) && !one.at.isAfter(moment))
                .filter(one -> isRoot(to) ? one.event.root().equals(id) : id.equals(one.event.inReplyTo()))
                .count();
    }

    private long appreciations(Said one, Instant moment) {
        return appreciations.values().stream()
                .filter(given -> !given.at.isAfter(moment))
                .filter(given -> given.event.subject().equals(new Subject.OfContribution(one.event.contributionId())))
                .count();
    }

    private Set<String> keptFor(Said one, @Nullable MemberId reader, Instant moment) {
        MemberId author = one.event.author();
        Joined joined = Objects.requireNonNull(members.get(author));
        Set<String> reasons = new LinkedHashSet<>();
        if (!isPresent(author) || joined.event.automated() || author.equals(reader)) {
            return reasons;
        }
        boolean isFirst = said.values().stream()
                .filter(other -> other.event.author().equals(author) && isInSight(other))
                .noneMatch(other -> byMoment().compare(other, one) < 0);
        if (isFirst && !one.at.isAfter(joined.at.plus(Duration.ofDays(30)))) {
            reasons.add("NEWCOMERS_FIRST");
        }
        boolean isAnswered = said.values().stream()
                .filter(other -> isInSight(other) && !isRoot(other) && !other.at.isAfter(moment))
                .anyMatch(other -> other.event.root().equals(one.event.contributionId())
                        && !other.event.author().equals(author)
                        && !isProgram(other.event.author()));
        if (one.event.kind() == ContributionKind.QUESTION && !isAnswered) {
            reasons.add("UNANSWERED_QUESTION");
        }
        if (appreciations.values().stream()
                .noneMatch(given -> author.equals(given.event.receiver())
                        && !given.at.isAfter(moment)
                        && !isProgram(given.event.giver()))) {
            reasons.add("NEVER_THANKED");
        }
        return reasons;
    }

    private boolean isProgram(@Nullable MemberId member) {
        return member != null
                && Objects.requireNonNull(members.get(member)).event.automated();
    }

    private boolean isInSight(Said one) {
        return !withdrawn.contains(one.event.contributionId()) && !hidden.contains(one.event.contributionId());
    }

    private static boolean isRoot(Said one) {
        return one.event.inReplyTo() == null;
    }

    private boolean isIn(Said one, GroupId group) {
        return group.equals(one.event.group())
                || shares.getOrDefault(one.event.contributionId(), Set.of()).contains(group);
    }

    private boolean reads(@Nullable MemberId reader, Said one) {
        return one.event.group() == null
                || groups.keySet().stream().anyMatch(group -> isIn(one, group) && reads(reader, group));
    }

    private boolean belongs(@Nullable MemberId reader, GroupId group) {
        return reader != null
                && isPresent(reader)
                && memberships.getOrDefault(group, Set.of()).contains(reader);
    }

    private boolean isPresent(MemberId member) {
        return !gone.contains(member) && !suspended.contains(member) && !erased.contains(member);
    }
}
