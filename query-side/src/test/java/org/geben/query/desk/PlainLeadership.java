package org.geben.query.desk;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
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
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeEvent.PledgeChanged;
import org.geben.kernel.pledge.PledgeEvent.PledgeEnded;
import org.geben.kernel.pledge.PledgeEvent.PledgeMade;
import org.geben.kernel.pledge.PledgeUnit;
import org.jspecify.annotations.Nullable;

/** Leadership as a loop over the events makes it, day by day, for comparison. */
final class PlainLeadership {
    private final ZoneId zone;
    private final Set<MemberId> absent = new HashSet<>();
    private final Set<String> reasons = new HashSet<>();
    private final Set<MemberId> programs = new HashSet<>();
    private final Map<MemberId, Instant> leading = new HashMap<>();
    private final Map<ContributionId, Act> contributions = new HashMap<>();
    private final Set<ContributionId> invisible = new HashSet<>();
    private final Set<ContributionId> withdrawn = new HashSet<>();
    private final Map<AppreciationId, Act> appreciations = new HashMap<>();
    private final Map<MemberId, List<Said>> said = new HashMap<>();

    PlainLeadership(List<TrackedEventMessage<?>> events, ZoneId zone) {
        this.zone = zone;
        events.forEach(this::take);
    }

    /**
     * @param answers what a contribution replies to
     * @param whom the member that an appreciation is for
     */
    private record Act(
            MemberId by,
            LocalDate day,
            @Nullable ContributionId answers,
            @Nullable MemberId whom) {
        boolean is(MemberId leader, LocalDate on) {
            return by.equals(leader) && day.equals(on);
        }
    }

    private record Said(@Nullable Pledge pledge, LocalDate from) {}

    /** What is compared of a leader's month. */
    record Figures(
            long contributions, long given, long weeks, long weeksKept, long actual, long pledged, long pledges) {}

    private void take(TrackedEventMessage<?> message) {
        Instant at = message.getTimestamp();
        LocalDate day = LocalDate.ofInstant(at, zone);
        switch (message.getPayload()) {
            case MemberJoined in -> {
                if (in.automated()) {
                    programs.add(in.memberId());
                }
            }
            case MemberLeft out -> reasons.add("left " + out.memberId());
            case MemberReturned back -> reasons.remove("left " + back.memberId());
            case MemberSuspended out -> reasons.add("suspended " + out.memberId());
            case MemberReinstated back -> reasons.remove("suspended " + back.memberId());
            case MemberErased out -> absent.add(out.memberId());
            case RoleGranted granted -> {
                if (granted.role() == Role.LEADER) {
                    leading.put(granted.memberId(), at);
                }
            }
            case RoleRevoked revoked -> {
                if (revoked.role() == Role.LEADER) {
                    leading.remove(revoked.memberId());
                }
            }
            case ContributionPublished published ->
                contributions.put(
                        published.contributionId(), new Act(published.author(), day, published.inReplyTo(), null));
            case ContributionWithdrawn gone -> withdrawn.add(gone.contributionId());
            case ContributionHidden out -> invisible.add(out.contributionId());
            case ContributionRestored back -> invisible.remove(back.contributionId());
            case AppreciationGiven given -> {
                appreciations.remove(given.appreciationId());
                if (given.giver() != null
                        && !"true".equals(message.getMetaData().get("timeInferred"))) {
                    appreciations.put(given.appreciationId(), new Act(given.giver(), day, null, given.receiver()));
                }
            }
            case AppreciationRetracted retracted -> appreciations.remove(retracted.appreciationId());
            case AppreciationDisallowed disallowed -> appreciations.remove(disallowed.appreciationId());
            case PledgeMade made ->
                say(made.leader(), made.pledge(), made.pledge().from());
            case PledgeChanged changed ->
                say(changed.leader(), changed.pledge(), changed.pledge().from());
            case PledgeEnded ended -> say(ended.leader(), null, day);
            default -> {}
        }
    }

    private void say(MemberId leader, @Nullable Pledge pledge, LocalDate from) {
        said.computeIfAbsent(leader, first -> new ArrayList<>()).add(new Said(pledge, from));
    }

    /** By leader. */
    Map<UUID, Figures> of(YearMonth month, Instant now) {
        Set<MemberId> leaders = new HashSet<>(leading.keySet());
        leaders.addAll(said.keySet());
        Map<UUID, Figures> figures = new HashMap<>();
        for (MemberId leader : leaders) {
            boolean there = !absent.contains(leader)
                    && !programs.contains(leader)
                    && !reasons.contains("left " + leader)
                    && !reasons.contains("suspended " + leader);
            Figures found = of(leader, month, now);
            boolean led = leading.containsKey(leader)
                    && !YearMonth.from(
                                    Objects.requireNonNull(leading.get(leader)).atZone(zone))
                            .isAfter(month);
            if (there && (led || found.pledges > 0)) {
                figures.put(leader.value(), found);
            }
        }
        return figures;
    }

    private Figures of(MemberId leader, YearMonth month, Instant now) {
        long contributed = 0;
        long given = 0;
        List<Pledge> pledges = new ArrayList<>();
        long weeks = 0;
        long kept = 0;
        long actual = 0;
        long pledged = 0;
        for (LocalDate day = month.atDay(1); YearMonth.from(day).equals(month); day = day.plusDays(1)) {
            contributed += contributions(leader, day);
            given += given(leader, day);
            Pledge pledge = pledge(leader, day);
            if (pledge != null && (pledges.isEmpty() || !pledges.getLast().equals(pledge))) {
                pledges.add(pledge);
            }
            if (pledge != null && pledge.unit() == PledgeUnit.INTERACTIONS && isOver(day, now)) {
                pledged += pledge.perWeek();
                actual += 7 * interactions(leader, day);
            }
            if (day.getDayOfWeek() == DayOfWeek.MONDAY && isOver(day.plusDays(6), now)) {
                int promised = promised(leader, day);
                if (promised > 0) {
                    long done = 0;
                    for (LocalDate inWeek = day; inWeek.isBefore(day.plusDays(7)); inWeek = inWeek.plusDays(1)) {
                        done += interactions(leader, inWeek);
                    }
                    weeks++;
                    kept += done >= promised / 7.0 ? 1 : 0;
                }
            }
        }
        return new Figures(contributed, given, weeks, kept, actual, pledged, pledges.size());
    }

    private boolean isOver(LocalDate day, Instant now) {
        return !day.plusDays(1).atStartOfDay(zone).toInstant().isAfter(now);
    }

    /** Sevenfold; 0 where interactions are not pledged on each of the week's days. */
    private int promised(MemberId leader, LocalDate monday) {
        int promised = 0;
        for (LocalDate day = monday; day.isBefore(monday.plusDays(7)); day = day.plusDays(1)) {
            Pledge pledge = pledge(leader, day);
            if (pledge == null || pledge.unit() != PledgeUnit.INTERACTIONS) {
                return 0;
            }
            promised += pledge.perWeek();
        }
        return promised;
    }

    private @Nullable Pledge pledge(MemberId leader, LocalDate day) {
        Pledge inForce = null;
        for (Said word : said.getOrDefault(leader, List.of())) {
            if (!day.isBefore(word.from)) {
                inForce = word.pledge;
            }
        }
        return inForce;
    }

    private long contributions(MemberId leader, LocalDate day) {
        return contributions.entrySet().stream()
                .filter(one -> !withdrawn.contains(one.getKey()) && !invisible.contains(one.getKey()))
                .filter(one -> one.getValue().is(leader, day))
                .count();
    }

    private long given(MemberId leader, LocalDate day) {
        return appreciations.values().stream()
                .filter(one -> one.is(leader, day))
                .count();
    }

    /** Contributions that answer another person, and appreciations that are not of programs. */
    private long interactions(MemberId leader, LocalDate day) {
        long answers = contributions.entrySet().stream()
                .filter(one -> !withdrawn.contains(one.getKey()) && !invisible.contains(one.getKey()))
                .filter(one -> one.getValue().is(leader, day) && answersAnother(one.getValue()))
                .count();
        return answers
                + appreciations.values().stream()
                        .filter(one -> one.is(leader, day) && (one.whom == null || !programs.contains(one.whom)))
                        .count();
    }

    private boolean answersAnother(Act said) {
        Act answered = said.answers == null ? null : contributions.get(said.answers);
        return answered != null && !answered.by.equals(said.by) && !programs.contains(answered.by);
    }
}
