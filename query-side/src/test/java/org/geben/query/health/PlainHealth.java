package org.geben.query.health;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.MemberEvent.DigitalComfortDeclared;
import org.geben.kernel.member.MemberEvent.MemberErased;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReinstated;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberEvent.MemberSuspended;
import org.geben.kernel.member.MemberEvent.RoleGranted;
import org.geben.kernel.member.MemberEvent.RoleRevoked;
import org.geben.kernel.member.Role;
import org.geben.kernel.pledge.Pledge;
import org.geben.kernel.pledge.PledgeEvent.PledgeChanged;
import org.geben.kernel.pledge.PledgeEvent.PledgeEnded;
import org.geben.kernel.pledge.PledgeEvent.PledgeMade;
import org.geben.kernel.pledge.PledgeUnit;
import org.geben.kernel.training.SessionEvent.TrainingCompleted;
import org.geben.kernel.training.TrainingEvent.TrainingOffered;
import org.jspecify.annotations.Nullable;

/**
 * Every metric once more, as its definition says it: by loops over all that happened, slow and without a line of the code
 * that is tested.
 */
final class PlainHealth {
    private static final Duration THIRTY_DAYS = Duration.ofDays(30);

    private final Instant from;
    private final Instant to;
    private final Instant now;
    private final ZoneId zone;
    private final @Nullable String group;

    private final Map<String, Instant> joined = new LinkedHashMap<>();
    private final Set<String> programs = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final Set<String> suspended = new HashSet<>();
    private final Set<String> erased = new HashSet<>();
    private final Set<String> leaders = new HashSet<>();
    private final List<Felt> comfort = new ArrayList<>();
    private final List<Moved> moves = new ArrayList<>();
    private final Set<String> memberships = new HashSet<>();
    private final Map<String, Said> contributions = new LinkedHashMap<>();
    private final Set<String> unseen = new HashSet<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final Map<String, Liked> appreciations = new LinkedHashMap<>();
    private final Map<String, List<DigitalComfort>> trainings = new HashMap<>();
    private final List<Completed> completions = new ArrayList<>();
    private final Map<String, List<Word>> pledges = new HashMap<>();
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    PlainHealth(
            List<TrackedEventMessage<?>> events,
            Instant from,
            Instant to,
            Instant now,
            ZoneId zone,
            @Nullable String group) {
        this.from = from;
        this.to = to;
        this.now = now;
        this.zone = zone;
        this.group = group;
        events.forEach(this::take);
    }

    /** @param value null where it is undefined or withheld */
    record Figure(@Nullable Double value, double numerator, double denominator, Map<String, Long> excluded) {}

    /** @param to not in it any more */
    record Stretch(Instant from, Instant to) {
        static Stretch of(YearMonth month, ZoneId zone) {
            return new Stretch(
                    month.atDay(1).atStartOfDay(zone).toInstant(),
                    month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
        }
    }

    record Said(
            String id,
            String author,
            @Nullable String parent,
            String root,
            @Nullable String group,
            Instant at) {}

    private record Liked(
            @Nullable String giver,
            @Nullable String receiver,
            @Nullable String contribution,
            Instant at,
            boolean inferred) {}

    private record Completed(String member, String training, Instant at) {}

    private record Felt(String member, DigitalComfort level, Instant at) {}

    /** @param reasons how many more, or less, there are not to be there */
    private record Moved(String member, int reasons, Instant at) {}

    private record Word(@Nullable Pledge pledge, Instant at) {}

    private void goes(Set<String> where, String member, Instant at) {
        where.add(member);
        moves.add(new Moved(member, 1, at));
    }

    private void comesBack(Set<String> from, String member, Instant at) {
        from.remove(member);
        moves.add(new Moved(member, -1, at));
    }

    private void take(TrackedEventMessage<?> message) {
        Instant at = message.getTimestamp();
        switch (message.getPayload()) {
            case MemberJoined in -> {
                joined.put(in.memberId().toString(), at);
                if (in.automated()) {
                    programs.add(in.memberId().toString());
                }
            }
            case MemberLeft out -> goes(gone, out.memberId().toString(), at);
            case MemberReturned back -> comesBack(gone, back.memberId().toString(), at);
            case MemberSuspended out -> goes(suspended, out.memberId().toString(), at);
            case MemberReinstated back -> comesBack(suspended, back.memberId().toString(), at);
            case MemberErased out -> goes(erased, out.memberId().toString(), at);
            case RoleGranted granted -> {
                if (granted.role() == Role.LEADER) {
                    leaders.add(granted.memberId().toString());
                }
            }
            case RoleRevoked revoked -> {
                if (revoked.role() == Role.LEADER) {
                    leaders.remove(revoked.memberId().toString());
                }
            }
            case DigitalComfortDeclared said ->
                comfort.add(new Felt(said.memberId().toString(), Objects.requireNonNull(said.comfort()), at));
            case GroupJoined in -> memberships.add(in.groupId() + " " + in.memberId());
            case GroupLeft out -> memberships.remove(out.groupId() + " " + out.memberId());
            case ContributionPublished said ->
                contributions.put(
                        said.contributionId().toString(),
                        new Said(
                                said.contributionId().toString(),
                                said.author().toString(),
                                said.inReplyTo() == null
                                        ? null
                                        : said.inReplyTo().toString(),
                                said.root().toString(),
                                said.group() == null ? null : said.group().toString(),
                                at));
            case ContributionWithdrawn out -> withdrawn.add(out.contributionId().toString());
            case ContributionHidden out -> unseen.add(out.contributionId().toString());
            case ContributionRestored back ->
                unseen.remove(back.contributionId().toString());
            case AppreciationGiven given ->
                appreciations.put(
                        given.appreciationId().toString(),
                        new Liked(
                                given.giver() == null ? null : given.giver().toString(),
                                given.receiver() == null
                                        ? null
                                        : given.receiver().toString(),
                                given.subject() instanceof Subject.OfContribution about
                                        ? about.id().toString()
                                        : null,
                                at,
                                "true".equals(message.getMetaData().get("timeInferred"))));
            case AppreciationRetracted out ->
                appreciations.remove(out.appreciationId().toString());
            case AppreciationDisallowed out ->
                appreciations.remove(out.appreciationId().toString());
            case TrainingOffered offered -> trainings.put(offered.trainingId().toString(), offered.levels());
            case TrainingCompleted done ->
                completions.add(new Completed(
                        done.memberId().toString(), done.trainingId().toString(), at));
            case PledgeMade made -> pledge(made.leader().toString(), made.pledge(), at);
            case PledgeChanged changed -> pledge(changed.leader().toString(), changed.pledge(), at);
            case PledgeEnded ended -> pledge(ended.leader().toString(), null, at);
            default -> {}
        }
    }

    private void pledge(String leader, @Nullable Pledge pledge, Instant at) {
        pledges.computeIfAbsent(leader, absent -> new ArrayList<>()).add(new Word(pledge, at));
    }

    private boolean isPerson(@Nullable String member) {
        return member != null
                && joined.containsKey(member)
                && !programs.contains(member)
                && !gone.contains(member)
                && !suspended.contains(member)
                && !erased.contains(member);
    }

    private Instant joined(String member) {
        return Objects.requireNonNull(joined.get(member));
    }

    private List<String> persons() {
        return joined.keySet().stream().filter(this::isPerson).toList();
    }

    private boolean belongs(String member) {
        return group == null || memberships.contains(group + " " + member);
    }

    private boolean belongsBefore(String member, Instant moment) {
        return belongs(member) && joined(member).isBefore(moment);
    }

    private static boolean isWithin(Instant at, Instant begin, Instant end) {
        return !at.isBefore(begin) && at.isBefore(end);
    }

    private boolean isSeen(Said said) {
        return !withdrawn.contains(said.id) && !unseen.contains(said.id);
    }

    private boolean isInScope(@Nullable Said said) {
        return group == null || said != null && group.equals(said.group);
    }

    private List<Said> said(Instant begin, Instant end) {
        return contributions.values().stream()
                .filter(said -> isSeen(said) && isInScope(said) && isWithin(said.at, begin, end))
                .toList();
    }

    private List<Liked> liked(Instant begin, Instant end) {
        return appreciations.values().stream()
                .filter(liked -> !liked.inferred
                        && isWithin(liked.at, begin, end)
                        && isInScope(liked.contribution == null ? null : contributions.get(liked.contribution)))
                .toList();
    }

    /** Whose contribution it answers, where that is another member. */
    private @Nullable String answered(Said said) {
        Said parent = said.parent == null ? null : contributions.get(said.parent);
        return parent == null || parent.author.equals(said.author) ? null : parent.author;
    }

    private long made(String member, Instant begin, Instant end) {
        return said(begin, end).stream()
                .filter(said -> said.author.equals(member))
                .count();
    }

    private long answers(String member, Instant begin, Instant end) {
        return said(begin, end).stream()
                .filter(said -> said.author.equals(member))
                .filter(said -> {
                    String whom = answered(said);
                    return whom != null && !programs.contains(whom);
                })
                .count();
    }

    private long given(String member, Instant begin, Instant end) {
        return liked(begin, end).stream()
                .filter(liked -> member.equals(liked.giver))
                .count();
    }

    /** Contributions that answer another person, and appreciations that are not of programs. */
    private long interactions(String member, Instant begin, Instant end) {
        return answers(member, begin, end)
                + liked(begin, end).stream()
                        .filter(liked -> member.equals(liked.giver))
                        .filter(liked -> liked.receiver == null || !programs.contains(liked.receiver))
                        .count();
    }

    private long received(String member, Instant begin, Instant end) {
        return liked(begin, end).stream()
                .filter(liked -> member.equals(liked.receiver) && (liked.giver == null || isPerson(liked.giver)))
                .count();
    }

    private long repliesTo(String member, Instant begin, Instant end) {
        return said(begin, end).stream()
                .filter(said -> member.equals(answered(said)) && isPerson(said.author))
                .count();
    }

    private boolean isActive(String member, Instant begin, Instant end) {
        return made(member, begin, end) > 0 || given(member, begin, end) > 0;
    }

    private List<String> people() {
        return persons().stream()
                .filter(member ->
                        belongsBefore(member, to) || isActive(member, from, to) || received(member, from, to) > 0)
                .toList();
    }

    private List<LocalDate> days() {
        List<LocalDate> days = new ArrayList<>();
        LocalDate day = from.atZone(zone).toLocalDate().minusDays(2);
        for (; !day.isAfter(to.atZone(zone).toLocalDate()); day = day.plusDays(1)) {
            if (!start(day).isBefore(from) && !start(day.plusDays(1)).isAfter(to)) {
                days.add(day);
            }
        }
        return days;
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    Map<String, Figure> figures() {
        participation();
        responses();
        newcomers();
        lurkers();
        stickiness();
        reciprocity();
        giveTake();
        leadership();
        pledgeKept();
        trainings();
        inclusion();
        helping();
        return figures;
    }

    private void count(String name, long some, long all, Map<String, Long> excluded) {
        figures.put(name, new Figure((double) some, some, all, excluded));
    }

    private void ratio(String name, double some, double all, Map<String, Long> excluded) {
        figures.put(name, new Figure(all == 0 ? null : some / all, some, all, excluded));
    }

    private void percentage(String name, double some, double all, Map<String, Long> excluded) {
        figures.put(name, new Figure(all == 0 ? null : some * 100 / all, some, all, excluded));
    }

    private void nothing(String name) {
        nothing(name, Map.of());
    }

    private void nothing(String name, Map<String, Long> excluded) {
        figures.put(name, new Figure(null, 0, 0, excluded));
    }

    /** Those of the maps together. */
    @SafeVarargs
    private static Map<String, Long> all(Map<String, Long>... some) {
        Map<String, Long> all = new HashMap<>();
        Arrays.stream(some).forEach(all::putAll);
        return all;
    }

    private static void add(Map<String, Long> counts, String name) {
        counts.merge(name, 1L, Long::sum);
    }

    /** Who had joined before the moment, and is no person who is there. */
    private Map<String, Long> membersLeftOut(Instant before) {
        Map<String, Long> out = new HashMap<>();
        for (String member : joined.keySet()) {
            if (belongsBefore(member, before) && !isPerson(member)) {
                add(out, programs.contains(member) ? "automatedMembers" : "membersWhoLeft");
            }
        }
        return out;
    }

    /** Contributions of the window that nobody made whom we count, or that nobody sees. */
    private Map<String, Long> contributionsLeftOut() {
        Map<String, Long> out = new HashMap<>();
        for (Said said : contributions.values()) {
            if (isInScope(said) && isWithin(said.at, from, to)) {
                if (withdrawn.contains(said.id)) {
                    add(out, "contributionsWithdrawn");
                } else if (unseen.contains(said.id)) {
                    add(out, "contributionsHidden");
                } else if (!isPerson(said.author)) {
                    add(out, "contributions" + whose(said.author));
                }
            }
        }
        return out;
    }

    /** Replies of people of which nobody else has something whom we count. */
    private Map<String, Long> repliesLeftOut() {
        Map<String, Long> out = new HashMap<>();
        for (Said said : said(from, to)) {
            String whom = answered(said);
            if (isPerson(said.author) && whom != null && !isPerson(whom)) {
                add(out, "repliesTo" + (programs.contains(whom) ? "AutomatedMembers" : "MembersWhoLeft"));
            }
        }
        return out;
    }

    private String whose(String member) {
        return programs.contains(member) ? "OfAutomatedMembers" : "OfMembersWhoLeft";
    }

    private List<Liked> likedAtAnyTime() {
        return appreciations.values().stream()
                .filter(liked -> isWithin(liked.at, from, to)
                        && isInScope(liked.contribution == null ? null : contributions.get(liked.contribution)))
                .toList();
    }

    /** Appreciations of the window that no person gave of whom we know, then. */
    private Map<String, Long> giftsLeftOut() {
        Map<String, Long> out = new HashMap<>();
        for (Liked liked : likedAtAnyTime()) {
            if (liked.inferred) {
                add(out, "appreciationsAtAnInferredTime");
            } else if (liked.giver == null) {
                add(out, "appreciationsOfUnknownGivers");
            } else if (!isPerson(liked.giver)) {
                add(out, "appreciations" + whose(liked.giver));
            }
        }
        return out;
    }

    /** Appreciations of the window that no person got, or not from somebody who counts. */
    private Map<String, Long> gainsLeftOut() {
        Map<String, Long> out = new HashMap<>();
        for (Liked liked : likedAtAnyTime()) {
            if (liked.inferred) {
                add(out, "appreciationsAtAnInferredTime");
            } else if (liked.giver != null && !isPerson(liked.giver)) {
                add(out, "appreciations" + whose(liked.giver));
            } else if (liked.receiver == null) {
                add(out, "appreciationsForNoMember");
            } else if (!isPerson(liked.receiver)) {
                add(
                        out,
                        programs.contains(liked.receiver)
                                ? "appreciationsForAutomatedMembers"
                                : "appreciationsForMembersWhoLeft");
            }
        }
        return out;
    }

    /** What of it is for programs. */
    private static Map<String, Long> forPrograms(Map<String, Long> some) {
        Map<String, Long> out = new HashMap<>(some);
        out.keySet().removeIf(name -> !name.matches("(appreciationsFor|repliesTo)AutomatedMembers"));
        return out;
    }

    private Map<String, Long> rootsLeftOut(boolean ofNewcomers) {
        Map<String, Long> out = new HashMap<>();
        for (Said said : contributions.values()) {
            boolean counts =
                    !ofNewcomers || said.at.isBefore(joined(said.author).plus(THIRTY_DAYS));
            if (said.parent == null && counts && isInScope(said) && isWithin(said.at, from, to)) {
                if (withdrawn.contains(said.id)) {
                    add(out, "rootsWithdrawn");
                } else if (unseen.contains(said.id)) {
                    add(out, "rootsHidden");
                } else if (!isPerson(said.author)) {
                    add(out, "roots" + whose(said.author));
                }
            }
        }
        return out;
    }

    private void participation() {
        List<String> people = people();
        List<Long> counts = people.stream()
                .map(member -> made(member, from, to))
                .sorted(Comparator.reverseOrder())
                .toList();
        long n = people.size();
        long all = counts.stream().mapToLong(i -> i).sum();
        long contributors = counts.stream().filter(i -> i > 0).count();
        long active =
                people.stream().filter(member -> isActive(member, from, to)).count();
        Map<String, Long> left = all(contributionsLeftOut(), membersLeftOut(to));
        Map<String, Long> leftOfActivity = all(contributionsLeftOut(), giftsLeftOut());
        count("contributors", contributors, n, left);
        count("activeMembers", active, n, all(leftOfActivity, membersLeftOut(to)));
        double top = Math.ceil(n / 100.0);
        double next = Math.ceil(n * 9 / 100.0);
        long byTop = 0;
        long byNext = 0;
        for (int i = 0; i < n; i++) {
            if (i < top) {
                byTop += counts.get(i);
            } else if (i < top + next) {
                byNext += counts.get(i);
            }
        }
        percentage("participationTop1", byTop, all, left);
        percentage("participationNext9", byNext, all, left);
        percentage("participationRemaining90", all - byTop - byNext, all, left);
        if (all == 0) {
            nothing("absenceFactor", contributionsLeftOut());
        } else {
            count("absenceFactor", absenceFactor(counts), contributors, contributionsLeftOut());
        }
        List<Long> received = people.stream()
                .map(member -> received(member, from, to))
                .sorted()
                .toList();
        long spread = 0;
        long sum = 0;
        for (int i = 1; i <= n; i++) {
            spread += (2L * i - n - 1) * received.get(i - 1);
            sum += received.get(i - 1);
        }
        figures.put(
                "recognitionGini",
                new Figure(
                        n < 2 || sum == 0 ? null : (double) spread / (n * sum),
                        spread,
                        n * sum,
                        all(gainsLeftOut(), membersLeftOut(to))));
        ratio(
                "recognitionCoverageReceivers",
                received.stream().filter(i -> i > 0).count(),
                active,
                all(leftOfActivity, gainsLeftOut()));
        ratio(
                "recognitionCoverageGivers",
                people.stream().filter(member -> given(member, from, to) > 0).count(),
                active,
                leftOfActivity);
    }

    private static long absenceFactor(List<Long> descending) {
        long all = descending.stream().mapToLong(i -> i).sum();
        for (int k = 1; ; k++) {
            if (descending.stream().limit(k).mapToLong(i -> i).sum() >= all / 2.0) {
                return k;
            }
        }
    }

    private List<Said> replies(Said root) {
        return contributions.values().stream()
                .filter(reply -> reply.parent != null
                        && reply.root.equals(root.id)
                        && isSeen(reply)
                        && !reply.author.equals(root.author)
                        && !programs.contains(reply.author))
                .sorted(Comparator.comparing(Said::at).thenComparing(Said::id))
                .toList();
    }

    private List<Said> roots() {
        return said(from, to).stream()
                .filter(said -> said.parent == null && isPerson(said.author))
                .toList();
    }

    private void responses() {
        long answered = 0;
        long appreciated = 0;
        List<Double> seconds = new ArrayList<>();
        for (Said root : roots()) {
            List<Said> replies = replies(root);
            if (!replies.isEmpty()) {
                answered++;
            } else if (appreciations.values().stream()
                    .anyMatch(liked -> root.id.equals(liked.contribution)
                            && (liked.giver == null || !programs.contains(liked.giver)))) {
                appreciated++;
            }
            replies.stream()
                    .filter(reply -> !reply.at.isBefore(root.at))
                    .findFirst()
                    .ifPresent(reply ->
                            seconds.add(Duration.between(root.at, reply.at).toMillis() / 1000.0));
        }
        Collections.sort(seconds);
        long all = roots().size();
        Map<String, Long> left = rootsLeftOut(false);
        for (Said root : roots()) {
            contributions.values().stream()
                    .filter(reply -> reply.parent != null && reply.root.equals(root.id) && isSeen(reply))
                    .filter(reply -> programs.contains(reply.author) && !reply.author.equals(root.author))
                    .forEach(reply -> add(left, "repliesOfAutomatedMembers"));
        }
        ratio("unansweredShare", all - answered, all, left);
        Map<String, Long> unthanked = new HashMap<>();
        for (Said root : roots()) {
            appreciations.values().stream()
                    .filter(liked ->
                            root.id.equals(liked.contribution) && replies(root).isEmpty())
                    .filter(liked -> liked.giver != null && programs.contains(liked.giver))
                    .forEach(liked -> add(unthanked, "appreciationsOfAutomatedMembers"));
        }
        ratio("unansweredAppreciationOnly", appreciated, all, all(left, unthanked));
        ratio("unansweredNothing", all - answered - appreciated, all, all(left, unthanked));
        Map<String, Long> untimed = new HashMap<>();
        untimed.put("rootsUnanswered", all - answered);
        untimed.put("rootsAnsweredBeforeTheirDate", answered - seconds.size());
        untimed.values().removeIf(n -> n == 0);
        figures.put(
                "timeToFirstResponseMedian",
                new Figure(quantile(seconds, 0.5), seconds.size(), all, all(left, untimed)));
        figures.put(
                "timeToFirstResponseP90", new Figure(quantile(seconds, 0.9), seconds.size(), all, all(left, untimed)));
    }

    private static @Nullable Double quantile(List<Double> ascending, double q) {
        if (ascending.isEmpty()) {
            return null;
        }
        double place = q * (ascending.size() - 1);
        double below = ascending.get((int) Math.floor(place));
        double above = ascending.get((int) Math.ceil(place));
        return below + (place - Math.floor(place)) * (above - below);
    }

    private void newcomers() {
        long first = 0;
        long replied = 0;
        long over = 0;
        long active = 0;
        long[] trained = new long[2];
        long[] untrained = new long[2];
        Map<String, Long> left = new HashMap<>();
        for (String member : joined.keySet()) {
            if (belongs(member) && isWithin(joined(member), from, to) && !isPerson(member)) {
                add(left, programs.contains(member) ? "joinersAutomated" : "joinersWhoLeft");
            }
        }
        for (String member : persons()) {
            Said earliest = contributions.values().stream()
                    .filter(said -> isSeen(said) && said.author.equals(member))
                    .min(Comparator.comparing(Said::at).thenComparing(Said::id))
                    .orElse(null);
            if (earliest != null && isWithin(earliest.at, from, to) && isInScope(earliest)) {
                first++;
                if (contributions.values().stream()
                        .anyMatch(reply -> reply.parent != null
                                && (reply.parent.equals(earliest.id) || reply.root.equals(earliest.id))
                                && isSeen(reply)
                                && !reply.author.equals(member)
                                && !programs.contains(reply.author)
                                && !reply.at.isAfter(earliest.at.plus(Duration.ofDays(7))))) {
                    replied++;
                }
            }
            Instant ends = joined(member).plus(THIRTY_DAYS);
            if (belongs(member) && isWithin(joined(member), from, to) && ends.isAfter(now)) {
                add(left, "joinersWithinTheirThirtyDays");
            } else if (belongs(member) && isWithin(joined(member), from, to)) {
                boolean did = contributions.values().stream()
                        .anyMatch(said -> said.author.equals(member)
                                && isSeen(said)
                                && isInScope(said)
                                && said.at.isBefore(ends));
                boolean learnt =
                        completions.stream().anyMatch(done -> done.member.equals(member) && done.at.isBefore(ends));
                over++;
                active += did ? 1 : 0;
                (learnt ? trained : untrained)[0]++;
                (learnt ? trained : untrained)[1] += did ? 1 : 0;
            }
        }
        count("newContributors", first, people().size(), all(contributionsLeftOut(), membersLeftOut(to)));
        ratio("firstContributionReplyRate", replied, first, contributionsLeftOut());
        ratio("activation", active, over, left);
        boolean allOver = !to.plus(THIRTY_DAYS).isAfter(now);
        if (group != null
                || !isMonthOfUtc()
                || !allOver
                || trained[0] > 0 && trained[0] < 5
                || untrained[0] > 0 && untrained[0] < 5) {
            nothing("activationTrained");
            nothing("activationUntrained");
        } else {
            ratio("activationTrained", trained[1], trained[0], left);
            ratio("activationUntrained", untrained[1], untrained[0], left);
        }
    }

    private long madeInTwelveWeeks(String member) {
        return made(member, to.atZone(zone).minusWeeks(12).toInstant(), to);
    }

    private void lurkers() {
        List<String> early =
                persons().stream().filter(member -> belongsBefore(member, from)).toList();
        Map<String, Long> left = all(
                membersLeftOut(from), unseenIn(to.atZone(zone).minusWeeks(12).toInstant(), to));
        ratio(
                "lurkersStrict",
                early.stream().filter(member -> madeInTwelveWeeks(member) == 0).count(),
                early.size(),
                left);
        ratio(
                "lurkersBroad",
                early.stream().filter(member -> madeInTwelveWeeks(member) <= 3).count(),
                early.size(),
                left);
    }

    /** Contributions that nobody sees any more. */
    private Map<String, Long> unseenIn(Instant begin, Instant end) {
        Map<String, Long> out = new HashMap<>();
        for (Said said : contributions.values()) {
            if (isInScope(said) && isWithin(said.at, begin, end) && !isSeen(said)) {
                add(out, withdrawn.contains(said.id) ? "contributionsWithdrawn" : "contributionsHidden");
            }
        }
        return out;
    }

    private void stickiness() {
        long daily = 0;
        long monthly = 0;
        for (LocalDate day : days()) {
            for (String member : persons()) {
                daily += isActive(member, start(day), start(day.plusDays(1))) ? 1 : 0;
                monthly += isActive(member, start(day.minusDays(29)), start(day.plusDays(1))) ? 1 : 0;
            }
        }
        if (days().isEmpty()) {
            nothing("stickiness");
            return;
        }
        Instant end = start(days().getLast().plusDays(1));
        Map<String, Long> left = membersLeftOut(end);
        Instant begin = start(days().getFirst().minusDays(29));
        left.putAll(unseenIn(begin, end));
        addUnattributed(left, begin, end);
        ratio("stickiness", daily, monthly, left);
    }

    private Set<List<String>> edges() {
        Set<List<String>> edges = new HashSet<>();
        for (Said said : said(from, to)) {
            String whom = answered(said);
            if (whom != null) {
                edges.add(List.of(said.author, whom));
            }
        }
        for (Liked liked : liked(from, to)) {
            if (liked.giver != null && liked.receiver != null) {
                edges.add(List.of(liked.giver, liked.receiver));
            }
        }
        edges.removeIf(edge ->
                !isPerson(edge.get(0)) || !isPerson(edge.get(1)) || edge.get(0).equals(edge.get(1)));
        return edges;
    }

    private void reciprocity() {
        Set<List<String>> edges = edges();
        double mutual = edges.stream()
                .filter(edge -> edges.contains(List.of(edge.get(1), edge.get(0))))
                .count();
        Set<String> nodes = new HashSet<>();
        edges.forEach(nodes::addAll);
        double e = edges.size();
        double possible = (double) nodes.size() * (nodes.size() - 1);
        Map<String, Long> left = leftOutOfNetwork();
        if (!nodes.isEmpty() && nodes.size() < 5) {
            nothing("reciprocity");
            nothing("correctedReciprocity");
            return;
        }
        ratio("reciprocity", mutual, e, left);
        if (hidden(personas()).contains("silent")) {
            nothing("correctedReciprocity");
            return;
        }
        double a = e / possible;
        double r = mutual / e;
        figures.put(
                "correctedReciprocity",
                new Figure(
                        e == 0 || e == possible ? null : (r - a) / (1 - a),
                        mutual * possible - e * e,
                        e * (possible - e),
                        left));
    }

    private void giveTake() {
        List<Double> shares = new ArrayList<>();
        for (String member : people()) {
            double g = interactions(member, from, to);
            double t = repliesTo(member, from, to) + received(member, from, to);
            if (g + t > 0) {
                shares.add(g / (g + t));
            }
        }
        Collections.sort(shares);
        Map<String, Long> personas = personas();
        Map<String, Long> left = leftOutOfDistribution();
        Set<String> hidden = hidden(personas);
        if (hidden.contains("silent")) {
            nothing("giveTakeMedian");
        } else {
            figures.put("giveTakeMedian", new Figure(quantile(shares, 0.5), shares.size(), people().size(), left));
        }
        personas.forEach((persona, members) -> {
            String name = "persona" + persona.substring(0, 1).toUpperCase(Locale.ROOT) + persona.substring(1);
            if (hidden.contains(persona)) {
                nothing(name);
            } else {
                count(name, members, people().size(), left);
            }
        });
    }

    Map<String, Long> leftOutOfDistribution() {
        return all(membersLeftOut(to), leftOutOfNetwork());
    }

    Map<String, Long> leftOutOfNetwork() {
        return all(contributionsLeftOut(), repliesLeftOut(), giftsLeftOut(), gainsLeftOut());
    }

    private Map<String, Long> personas() {
        Map<String, Long> personas = new LinkedHashMap<>();
        List.of("givers", "balanced", "receivers", "silent").forEach(persona -> personas.put(persona, 0L));
        for (String member : people()) {
            double g = interactions(member, from, to);
            double t = repliesTo(member, from, to) + received(member, from, to);
            String persona = g + t == 0
                    ? "silent"
                    : g > 0.6 * (g + t) + 1e-9 ? "givers" : g < 0.4 * (g + t) - 1e-9 ? "receivers" : "balanced";
            personas.merge(persona, 1L, Long::sum);
        }
        return personas;
    }

    /** Personas as they are told: null for what is not. */
    Map<String, @Nullable Long> toldPersonas() {
        Map<String, @Nullable Long> told = new LinkedHashMap<>(personas());
        hidden(personas()).forEach(persona -> told.put(persona, null));
        return told;
    }

    /**
     * Of classes that begin in their order, each small one, and at every beginning as many of the smallest that have begun
     * as it takes that those which are hidden are two and five members; where there are none, the next that begin.
     */
    static <K> Set<K> hiddenAsTheyBegin(Map<K, Long> sizes) {
        Set<K> hidden = new LinkedHashSet<>();
        List<K> others = new ArrayList<>();
        sizes.forEach((latest, size) -> {
            if (size > 0 && (size < 5 || !hidden.isEmpty() && !isEnough(hidden, sizes))) {
                hidden.add(latest);
            } else if (size > 0) {
                others.add(latest);
            }
            others.sort(Comparator.comparing(name -> size(sizes, name)));
            while (!hidden.isEmpty() && !isEnough(hidden, sizes) && !others.isEmpty()) {
                hidden.add(others.removeFirst());
            }
        });
        return hidden;
    }

    private static <K> boolean isEnough(Set<K> hidden, Map<K, Long> sizes) {
        return hidden.size() > 1
                && hidden.stream().mapToLong(name -> size(sizes, name)).sum() >= 5;
    }

    /**
     * As few of the smallest classes as there can be, so that no class under five is among the others, and those that
     * are hidden are two and five members at least; all of them where there are no five members.
     *
     * @param sizes by name, of equal ones the first goes first
     */
    static <K> Set<K> hidden(Map<K, Long> sizes) {
        long all = sizes.values().stream().mapToLong(n -> n).sum();
        if (all == 0 || sizes.values().stream().noneMatch(n -> n > 0 && n < 5)) {
            return Set.of();
        }
        if (all < 5) {
            return sizes.keySet();
        }
        List<K> ascending = new ArrayList<>(sizes.keySet());
        ascending.removeIf(name -> size(sizes, name) == 0);
        ascending.sort(Comparator.comparing(name -> size(sizes, name)));
        int hidden = 2;
        while (ascending.stream()
                                .limit(hidden)
                                .mapToLong(name -> size(sizes, name))
                                .sum()
                        < 5
                || ascending.stream().skip(hidden).anyMatch(name -> size(sizes, name) < 5)) {
            hidden++;
        }
        return new HashSet<>(ascending.subList(0, hidden));
    }

    private static <K> long size(Map<K, Long> sizes, K name) {
        return sizes.getOrDefault(name, 0L);
    }

    private void leadership() {
        List<String> leading = persons().stream()
                .filter(member -> leaders.contains(member) && belongsBefore(member, to))
                .toList();
        Map<String, Long> left = new HashMap<>();
        for (String leader : leaders) {
            if (belongsBefore(leader, to) && !isPerson(leader)) {
                add(left, programs.contains(leader) ? "leadersAutomated" : "leadersWhoLeft");
            }
        }
        ratio(
                "leadershipParticipation",
                leading.stream().filter(member -> isActive(member, from, to)).count(),
                leading.size(),
                all(left, contributionsLeftOut(), giftsLeftOut()));
        long responses = 0;
        long byLeaders = 0;
        for (Said root : roots()) {
            List<Said> replies = replies(root);
            if (root.at.isBefore(joined(root.author).plus(THIRTY_DAYS)) && !replies.isEmpty()) {
                responses++;
                byLeaders += leading.contains(replies.getFirst().author) ? 1 : 0;
            }
        }
        ratio("leadershipFirstResponses", byLeaders, responses, rootsLeftOut(true));
    }

    /** How many times somebody's pledge began to count on a day of the window, which does not. */
    private Map<String, Long> pledgesLeftOut() {
        Map<String, Long> out = new HashMap<>();
        pledges.forEach((leader, words) -> {
            int before = -1;
            for (LocalDate day : days()) {
                int word = start(day.plusDays(1)).isAfter(now) ? -1 : lastWord(words, day);
                Pledge pledge = word < 0 ? null : words.get(word).pledge;
                if (pledge != null && word != before) {
                    if (!isPerson(leader)) {
                        add(out, "pledges" + whose(leader));
                    } else if (pledge.unit() == PledgeUnit.HOURS) {
                        add(out, "pledgesOfHours");
                    }
                }
                before = word;
            }
        });
        return out;
    }

    /** Which of the words holds on the day; -1 for none. */
    private int lastWord(List<Word> words, LocalDate day) {
        int last = -1;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            LocalDate begins = word.pledge == null ? word.at.atZone(zone).toLocalDate() : word.pledge.from();
            if (!begins.isAfter(day)) {
                last = i;
            }
        }
        return last;
    }

    private void pledgeKept() {
        long kept = 0;
        long pledged = 0;
        Map<String, Set<String>> pledging = new HashMap<>();
        for (LocalDate day : days()) {
            if (start(day.plusDays(1)).isAfter(now)) {
                continue;
            }
            for (Map.Entry<String, List<Word>> leader : pledges.entrySet()) {
                int word = lastWord(leader.getValue(), day);
                Pledge holds = word < 0 ? null : leader.getValue().get(word).pledge;
                if (holds != null) {
                    String kind = isPerson(leader.getKey()) ? holds.unit().toString() : whose(leader.getKey());
                    pledging.computeIfAbsent(kind, absent -> new HashSet<>()).add(leader.getKey());
                }
                if (isPerson(leader.getKey()) && holds != null && holds.unit() == PledgeUnit.INTERACTIONS) {
                    pledged += holds.perWeek();
                    kept += interactions(leader.getKey(), start(day), start(day.plusDays(1)));
                }
            }
        }
        if (group == null && pledging.values().stream().allMatch(some -> some.size() >= 5)) {
            ratio(
                    "pledgeKept",
                    kept * 7,
                    pledged,
                    all(
                            contributionsLeftOut(),
                            giftsLeftOut(),
                            forPrograms(gainsLeftOut()),
                            forPrograms(repliesLeftOut()),
                            pledgesLeftOut()));
        } else {
            nothing("pledgeKept");
        }
    }

    private void trainings() {
        YearMonth month = YearMonth.from(from.atZone(ZoneOffset.UTC));
        boolean isLast = isMonthOfUtc() && month.plusMonths(1).equals(YearMonth.from(now.atZone(ZoneOffset.UTC)));
        Map<DigitalComfort, Long> members = new LinkedHashMap<>();
        Map<DigitalComfort, Long> completed = new HashMap<>();
        for (DigitalComfort level : DigitalComfort.values()) {
            List<String> feeling = joined.keySet().stream()
                    .filter(member -> !programs.contains(member) && !erased.contains(member))
                    .filter(member -> joined(member).isBefore(to) && wasThereAtTheEnd(member))
                    .filter(member -> level == comfortAtTheEnd(member))
                    .toList();
            members.put(level, (long) feeling.size());
            completed.put(
                    level,
                    feeling.stream()
                            .filter(member -> completions.stream()
                                    .anyMatch(done -> done.member.equals(member)
                                            && done.at.isBefore(to)
                                            && trainings
                                                    .getOrDefault(done.training, List.of())
                                                    .contains(level)))
                            .count());
        }
        Set<DigitalComfort> hidden = hidden(members);
        Map<String, Long> left = new HashMap<>();
        for (String member : joined.keySet()) {
            if (joined(member).isBefore(to) && programs.contains(member)) {
                add(left, "automatedMembers");
            } else if (joined(member).isBefore(to) && !wasThereAtTheEnd(member)) {
                add(left, "membersWhoLeft");
            }
        }
        String[] names = {"Native", "Immigrant", "Hesitant"};
        for (DigitalComfort level : DigitalComfort.values()) {
            String name = "trainingCoverage" + names[level.ordinal()];
            if (!isLast || group != null || hidden.contains(level)) {
                nothing(name);
            } else {
                ratio(name, size(completed, level), size(members, level), left);
            }
        }
    }

    private boolean isMonthOfUtc() {
        YearMonth month = YearMonth.from(from.atZone(ZoneOffset.UTC));
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().equals(from)
                && month.plusMonths(1)
                        .atDay(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .equals(to);
    }

    private boolean wasThereAtTheEnd(String member) {
        return moves.stream()
                        .filter(move -> move.member.equals(member) && move.at.isBefore(to))
                        .mapToInt(Moved::reasons)
                        .sum()
                <= 0;
    }

    private @Nullable DigitalComfort comfortAtTheEnd(String member) {
        return comfort.stream()
                .filter(felt -> felt.member.equals(member) && felt.at.isBefore(to))
                .map(Felt::level)
                .reduce((one, later) -> later)
                .orElse(null);
    }

    private void inclusion() {
        long all = 0;
        long toNewcomers = 0;
        long toUnthanked = 0;
        long toLurkers = 0;
        List<List<Object>> gifts = new ArrayList<>();
        for (Said said : said(from, to)) {
            String whom = answered(said);
            if (isPerson(whom) && isPerson(said.author)) {
                gifts.add(List.of(Objects.requireNonNull(whom), said.at));
            }
        }
        for (Liked liked : liked(from, to)) {
            if (isPerson(liked.receiver) && (liked.giver == null || isPerson(liked.giver))) {
                gifts.add(List.of(Objects.requireNonNull(liked.receiver), liked.at));
            }
        }
        for (List<Object> gift : gifts) {
            String whom = (String) gift.get(0);
            Instant at = (Instant) gift.get(1);
            all++;
            toNewcomers += isWithin(at, joined(whom), joined(whom).plus(THIRTY_DAYS)) ? 1 : 0;
            toUnthanked += appreciations.values().stream()
                            .noneMatch(liked -> !liked.inferred
                                    && whom.equals(liked.receiver)
                                    && liked.at.isBefore(from)
                                    && (liked.giver == null || !programs.contains(liked.giver)))
                    ? 1
                    : 0;
            toLurkers += belongsBefore(whom, from) && madeInTwelveWeeks(whom) <= 3 ? 1 : 0;
        }
        Map<String, Long> left = all(contributionsLeftOut(), repliesLeftOut(), gainsLeftOut());
        ratio("inclusionNewcomers", toNewcomers, all, left);
        ratio("inclusionNeverThanked", toUnthanked, all, left);
        ratio("inclusionLurkers", toLurkers, all, left);
    }

    private void helping() {
        Map<String, Map<String, Long>> helpers = new HashMap<>();
        for (Said said : said(from, to)) {
            String whom = answered(said);
            if (said.group != null && whom != null && !programs.contains(whom) && isPerson(said.author)) {
                helpers.computeIfAbsent(said.group, absent -> new HashMap<>()).merge(said.author, 1L, Long::sum);
            }
        }
        long single = helpers.values().stream()
                .filter(answers -> answers.values().stream()
                        .anyMatch(one -> one
                                > answers.values().stream().mapToLong(i -> i).sum() / 2.0))
                .count();
        count("singleHelperGroups", single, helpers.size(), all(contributionsLeftOut(), forPrograms(repliesLeftOut())));
        Instant begin = to.atZone(zone).minusDays(90).toInstant();
        List<String> helpful = persons().stream()
                .filter(member -> made(member, begin, to) >= 3)
                .toList();
        count(
                "gratitudeGap",
                helpful.stream()
                        .filter(member -> received(member, begin, to) == 0)
                        .count(),
                helpful.size(),
                all(membersLeftOut(to), unseenIn(begin, to), thanksLeftOut(begin)));
    }

    /** Appreciations since then that thank nobody. */
    private Map<String, Long> thanksLeftOut(Instant begin) {
        Map<String, Long> out = new HashMap<>();
        for (Liked liked : appreciations.values()) {
            boolean isMeant = isWithin(liked.at, begin, to)
                    && isInScope(liked.contribution == null ? null : contributions.get(liked.contribution));
            if (isMeant && liked.inferred) {
                add(out, "appreciationsAtAnInferredTime");
            } else if (isMeant && liked.giver != null && !isPerson(liked.giver)) {
                add(out, "appreciations" + whose(liked.giver));
            }
        }
        return out;
    }

    /** How many members the network has, its edges and mutual ones, its parts, and how many members the largest has. */
    List<Long> network() {
        Set<List<String>> edges = edges();
        Map<String, Set<String>> parts = new HashMap<>();
        for (List<String> edge : edges) {
            Set<String> part = new HashSet<>(edge);
            edge.forEach(member -> part.addAll(parts.getOrDefault(member, Set.of())));
            part.forEach(member -> parts.put(member, part));
        }
        Set<Set<String>> distinct = new HashSet<>(parts.values());
        return List.of(
                (long) parts.size(),
                (long) edges.size(),
                edges.stream()
                        .filter(edge -> edges.contains(List.of(edge.get(1), edge.get(0))))
                        .count(),
                (long) distinct.size(),
                distinct.stream().mapToLong(Set::size).max().orElse(0));
    }

    /**
     * The same as it is told: null for what is not. How few are silent would be told by the members, by the parts and
     * by the largest of them.
     */
    List<@Nullable Long> toldNetwork() {
        List<@Nullable Long> told = new ArrayList<>(network());
        if (network().getFirst() > 0 && network().getFirst() < 5) {
            Collections.fill(told, null);
        } else if (toldPersonas().get("silent") == null) {
            List.of(0, 3, 4).forEach(i -> told.set(i, null));
        }
        return told;
    }

    /** How many people came in the window, and how many of them were active in each of the windows. */
    List<Long> cohort(boolean byContribution, List<Stretch> windows) {
        List<String> came = persons().stream()
                .filter(member -> cameIn(member, byContribution))
                .toList();
        List<Long> counts = new ArrayList<>();
        counts.add((long) came.size());
        for (Stretch window : windows) {
            counts.add(came.stream()
                    .filter(member -> isActive(member, window.from, window.to))
                    .count());
        }
        return counts;
    }

    private boolean cameIn(String member, boolean byContribution) {
        Instant begin = byContribution
                ? contributions.values().stream()
                        .filter(said -> isSeen(said) && said.author.equals(member))
                        .map(Said::at)
                        .min(Comparator.naturalOrder())
                        .orElse(null)
                : joined(member);
        return begin != null && isWithin(begin, from, to) && belongs(member);
    }

    /** Who came in the window and is not counted, and what was given in the windows by or at nobody knows. */
    Map<String, Long> leftOutOfCohort(boolean byContribution, List<Stretch> windows) {
        Map<String, Long> leftOut = new HashMap<>();
        for (String member : joined.keySet()) {
            if (!isPerson(member) && cameIn(member, byContribution)) {
                leftOut.merge(programs.contains(member) ? "automatedMembers" : "membersWhoLeft", 1L, Long::sum);
            }
        }
        windows.forEach(window -> addUnattributed(leftOut, window.from(), window.to()));
        return leftOut;
    }

    private void addUnattributed(Map<String, Long> leftOut, Instant begin, Instant end) {
        for (Liked liked : appreciations.values()) {
            boolean counts = isWithin(liked.at, begin, end)
                    && isInScope(liked.contribution == null ? null : contributions.get(liked.contribution));
            if (counts && liked.inferred) {
                leftOut.merge("appreciationsAtAnInferredTime", 1L, Long::sum);
            } else if (counts && liked.giver == null) {
                leftOut.merge("appreciationsOfUnknownGivers", 1L, Long::sum);
            }
        }
    }

    /** How many people give which tenth of what they give and take, as it is told: null for what is not. */
    List<@Nullable Long> histogram() {
        List<Map<Integer, Long>> ofPersonas = new ArrayList<>();
        for (int[] tenths : new int[][] {{0, 1, 2, 3}, {4, 5}, {6, 7, 8, 9}}) {
            Map<Integer, Long> bins = new LinkedHashMap<>();
            Arrays.stream(tenths).forEach(tenth -> bins.put(tenth, 0L));
            ofPersonas.add(bins);
        }
        for (String member : people()) {
            long g = interactions(member, from, to);
            long t = repliesTo(member, from, to) + received(member, from, to);
            for (int tenth = 0; g + t > 0 && tenth < 10; tenth++) {
                // Between tenth and tenth + 1 of ten, with the bound that is nearer to the middle.
                long low = 10 * g - tenth * (g + t);
                long high = (tenth + 1) * (g + t) - 10 * g;
                boolean within = low > 0 && high > 0 || low == 0 && tenth <= 5 || high == 0 && tenth >= 5;
                if (within) {
                    ofPersonas.get(tenth < 4 ? 0 : tenth < 6 ? 1 : 2).merge(tenth, 1L, Long::sum);
                }
            }
        }
        Set<String> withheld = hidden(personas());
        List<@Nullable Long> told = new ArrayList<>();
        List<String> personas = List.of("receivers", "balanced", "givers");
        for (int i = 0; i < 3; i++) {
            Map<Integer, Long> bins = ofPersonas.get(i);
            boolean all = withheld.contains(personas.get(i));
            bins.forEach((tenth, n) -> told.add(all || hidden(bins).contains(tenth) ? null : n));
        }
        return told;
    }
}
