package org.geben.query.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** On whom groups rest, as a loop over the events makes it, for comparison. */
final class PlainSingleHelpers {
    private final Set<MemberId> programs = new HashSet<>();
    private final Set<String> absences = new HashSet<>();
    private final Map<ContributionId, Said> contributions = new HashMap<>();
    private final Set<ContributionId> withdrawn = new HashSet<>();
    private final Set<ContributionId> hidden = new HashSet<>();

    PlainSingleHelpers(List<TrackedEventMessage<?>> events) {
        events.forEach(this::take);
    }

    private record Said(
            MemberId by,
            @Nullable ContributionId to,
            @Nullable GroupId in,
            Instant at) {}

    private void take(TrackedEventMessage<?> message) {
        switch (message.getPayload()) {
            case MemberJoined in -> {
                if (in.automated()) {
                    programs.add(in.memberId());
                }
            }
            case MemberLeft out -> absences.add(out.memberId() + " left");
            case MemberReturned back -> absences.remove(back.memberId() + " left");
            case MemberSuspended out -> absences.add(out.memberId() + " suspended");
            case MemberReinstated back -> absences.remove(back.memberId() + " suspended");
            case MemberErased out -> absences.add(out.memberId() + " erased");
            case ContributionPublished said ->
                contributions.put(
                        said.contributionId(),
                        new Said(said.author(), said.inReplyTo(), said.group(), message.getTimestamp()));
            case ContributionWithdrawn out -> withdrawn.add(out.contributionId());
            case ContributionHidden out -> hidden.add(out.contributionId());
            case ContributionRestored back -> hidden.remove(back.contributionId());
            default -> {}
        }
    }

    /** Group, member, the member's answers and all, in any order. */
    List<List<Object>> until(Instant to) {
        Map<GroupId, Map<MemberId, Long>> answers = new HashMap<>();
        contributions.forEach((id, said) -> {
            if (said.in != null
                    && !said.at.isBefore(to.minus(Duration.ofDays(90)))
                    && said.at.isBefore(to)
                    && !withdrawn.contains(id)
                    && !hidden.contains(id)
                    && isThere(said.by)
                    && answersAnotherPerson(said)) {
                answers.computeIfAbsent(said.in, first -> new HashMap<>()).merge(said.by, 1L, Long::sum);
            }
        });
        List<List<Object>> single = new ArrayList<>();
        answers.forEach((group, members) -> {
            long all = members.values().stream().mapToLong(n -> n).sum();
            members.forEach((member, n) -> {
                if (n > all / 2.0) {
                    single.add(List.of(group.value(), member.value(), n, all));
                }
            });
        });
        return single;
    }

    private boolean isThere(MemberId member) {
        return !programs.contains(member)
                && absences.stream().noneMatch(absence -> absence.startsWith(member.toString()));
    }

    private boolean answersAnotherPerson(Said said) {
        Said answered = said.to == null ? null : contributions.get(said.to);
        return answered != null && !answered.by.equals(said.by) && !programs.contains(answered.by);
    }
}
