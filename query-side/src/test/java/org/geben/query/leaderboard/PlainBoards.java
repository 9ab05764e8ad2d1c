package org.geben.query.leaderboard;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberEvent.LeaderboardVisibilityChosen;
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
import org.geben.kernel.scoring.ScoringRulesEvent.ScoringRulesPublished;
import org.geben.query.leaderboard.LeaderboardDiff.Place;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The boards as loops over the events make them, for comparison: as slow and plain as can be, and without a line of
 * the code that is tested. Boards, windows and ties have the names that answers tell.
 */
final class PlainBoards {
    private final @Nullable PlainRules other;
    private final ZoneId calendar;
    private final Map<MemberId, Instant> joined = new LinkedHashMap<>();
    private final Set<MemberId> programs = new HashSet<>();
    private final Set<MemberId> gone = new HashSet<>();
    private final Set<MemberId> suspended = new HashSet<>();
    private final Set<MemberId> erased = new HashSet<>();
    private final Set<MemberId> invisible = new HashSet<>();
    private final Map<MemberId, Set<Role>> roles = new HashMap<>();
    private final Map<ContributionId, Published> contributions = new LinkedHashMap<>();
    private final Set<ContributionId> withdrawn = new HashSet<>();
    private final Set<ContributionId> hidden = new HashSet<>();
    private final Map<ContributionId, Accepted> accepted = new LinkedHashMap<>();
    private final Map<AppreciationId, Given> appreciations = new LinkedHashMap<>();
    private final List<Rules> rules = new ArrayList<>();
    private Instant now = Instant.MIN;
    private final Map<AppreciationId, Boolean> capped = new HashMap<>();
    private final Map<AppreciationId, Integer> repeats = new HashMap<>();

    /** @param other a document of rules in the place of all that are published */
    PlainBoards(List<TrackedEventMessage<?>> events, @Nullable JsonNode other, ZoneId calendar) {
        this.other = other == null ? null : new PlainRules(other);
        this.calendar = calendar;
        events.forEach(this::take);
        counted().forEach(given -> capped.put(given.event.appreciationId(), isCapped(given)));
        counted().forEach(given -> repeats.put(given.event.appreciationId(), repeat(given)));
    }

    private record Published(ContributionPublished event, Instant at) {
        UUID id() {
            return event.contributionId().value();
        }
    }

    private record Accepted(ContributionId answer, Instant at) {}

    private record Given(AppreciationGiven event, Instant at, boolean timeInferred) {
        UUID id() {
            return event.appreciationId().value();
        }
    }

    private record Rules(Instant from, PlainRules rules) {}

    /** One thing that earns points. */
    private record Earned(
            MemberId member,
            Instant at,
            long points,
            long volume,
            @Nullable ContributionId where) {}

    /** What a member has. */
    record Line(UUID member, long points, long volume, Instant reachedAt) {}

    record Change(
            UUID member, @Nullable Place before, @Nullable Place after, long rankChange, BigDecimal scoreChange) {}

    private void take(TrackedEventMessage<?> message) {
        Instant at = message.getTimestamp().truncatedTo(ChronoUnit.MICROS);
        now = at.isAfter(now) ? at : now;
        switch (message.getPayload()) {
            case MemberJoined in -> {
                joined.put(in.memberId(), at);
                if (in.automated()) {
                    programs.add(in.memberId());
                }
            }
            case MemberLeft out -> gone.add(out.memberId());
            case MemberReturned back -> gone.remove(back.memberId());
            case MemberSuspended out -> suspended.add(out.memberId());
            case MemberReinstated back -> suspended.remove(back.memberId());
            case MemberErased out -> erased.add(out.memberId());
            case LeaderboardVisibilityChosen chosen -> {
                invisible.remove(chosen.memberId());
                if (!chosen.visible()) {
                    invisible.add(chosen.memberId());
                }
            }
            case RoleGranted granted ->
                roles.computeIfAbsent(granted.memberId(), of -> new HashSet<>()).add(granted.role());
            case RoleRevoked revoked ->
                roles.computeIfAbsent(revoked.memberId(), of -> new HashSet<>()).remove(revoked.role());
            case ContributionPublished published ->
                contributions.put(published.contributionId(), new Published(published, at));
            case ContributionWithdrawn gone -> withdrawn.add(gone.contributionId());
            case ContributionHidden out -> hidden.add(out.contributionId());
            case ContributionRestored back -> hidden.remove(back.contributionId());
            case AnswerAccepted accepting ->
                accepted.put(accepting.contributionId(), new Accepted(accepting.answer(), at));
            case AppreciationGiven given ->
                appreciations.put(
                        given.appreciationId(),
                        new Given(given, at, "true".equals(message.getMetaData().get("timeInferred"))));
            case AppreciationRetracted retracted -> appreciations.remove(retracted.appreciationId());
            case AppreciationDisallowed disallowed -> appreciations.remove(disallowed.appreciationId());
            case ScoringRulesPublished published ->
                rules.add(new Rules(
                        published.validFrom(),
                        new PlainRules(JsonMapper.shared().valueToTree(published.document()))));
            default -> {}
        }
    }

    private PlainRules rulesAt(Instant at) {
        if (other != null) {
            return other;
        }
        PlainRules valid = PlainRules.USUAL;
        for (Rules published : rules) {
            if (!published.from.isAfter(at)) {
                valid = published.rules;
            }
        }
        return valid;
    }

    /** By the rules at the end of the window, or now if that is earlier. */
    private Set<Role> excludedRoles(@Nullable PlainStretch window) {
        if (other != null) {
            return other.excludedRoles();
        }
        Set<Role> roles = Set.of();
        for (Rules published : rules) {
            if (!published.from.isAfter(now) && (window == null || published.from.isBefore(window.to()))) {
                roles = published.rules.excludedRoles();
            }
        }
        return roles;
    }

    boolean hasRank(MemberId member, @Nullable PlainStretch window) {
        Set<Role> held = roles.getOrDefault(member, Set.of());
        return joined.containsKey(member)
                && !programs.contains(member)
                && !gone.contains(member)
                && !suspended.contains(member)
                && !erased.contains(member)
                && excludedRoles(window).stream().noneMatch(held::contains);
    }

    /** Those whom nobody else may see, though they may have a rank. */
    Set<UUID> hidden() {
        Set<UUID> hidden = new HashSet<>();
        invisible.forEach(member -> hidden.add(member.value()));
        return hidden;
    }

    /** Those who have a rank, also who is hidden, the best first. */
    List<Line> lines(String board, @Nullable PlainStretch range, @Nullable PlainStretch before, @Nullable UUID group) {
        Map<UUID, Line> lines = all(board, range, before, group);
        return lines.values().stream()
                .filter(line -> hasRank(new MemberId(line.member), range))
                .sorted(Comparator.comparingLong((Line line) -> -line.points)
                        .thenComparingLong(line -> -line.volume)
                        .thenComparing(Line::reachedAt)
                        .thenComparing(line -> line.member.toString()))
                .toList();
    }

    private Map<UUID, Line> all(
            String board, @Nullable PlainStretch range, @Nullable PlainStretch before, @Nullable UUID group) {
        if (!board.equals("rising")) {
            return added(earned(board, range, group));
        }
        Map<UUID, Line> now = added(earned("giving", range, group));
        Map<UUID, Line> then = added(earned("giving", Objects.requireNonNull(before), group));
        Map<UUID, Line> rising = new HashMap<>();
        now.forEach((member, line) -> {
            long more = line.points - (then.containsKey(member) ? then.get(member).points : 0);
            if (more > 0) {
                rising.put(member, new Line(member, more, 0, line.reachedAt));
            }
        });
        return rising;
    }

    private static Map<UUID, Line> added(List<Earned> earned) {
        Map<UUID, Line> lines = new HashMap<>();
        for (Earned one : earned) {
            if (one.points > 0 || one.volume > 0) {
                lines.merge(
                        one.member.value(),
                        new Line(one.member.value(), one.points, one.volume, one.at),
                        (line, more) -> new Line(
                                line.member,
                                line.points + more.points,
                                line.volume + more.volume,
                                line.reachedAt.isAfter(more.reachedAt) ? line.reachedAt : more.reachedAt));
            }
        }
        return lines;
    }

    private List<Earned> earned(String board, @Nullable PlainStretch range, @Nullable UUID group) {
        List<Earned> earned = new ArrayList<>();
        switch (board) {
            case "giving" -> {
                replies(earned);
                given(earned, range);
            }
            case "appreciated" -> appreciated(earned, range, group);
            case "contributing" ->
                visible(of -> true)
                        .forEach(published -> earned.add(new Earned(
                                published.event.author(),
                                published.at,
                                million(rulesAt(published.at).contribution(published.event.kind())),
                                0,
                                published.event.contributionId())));
            case "helping" -> {
                firstResponses(earned);
                acceptedAnswers(earned);
            }
            case "welcoming" -> welcomes(earned);
            default -> throw new IllegalArgumentException(board);
        }
        return earned.stream()
                .filter(one -> isWithin(one.at, range) && isIn(group, one.where))
                .toList();
    }

    private void replies(List<Earned> earned) {
        visible(reply -> answersAPerson(reply.event))
                .forEach(reply -> earned.add(new Earned(
                        reply.event.author(),
                        reply.at,
                        million(rulesAt(reply.at).reply()),
                        0,
                        reply.event.contributionId())));
    }

    private boolean answersAPerson(ContributionPublished reply) {
        Published parent = reply.inReplyTo() == null ? null : contributions.get(reply.inReplyTo());
        return parent != null
                && !parent.event.author().equals(reply.author())
                && !programs.contains(parent.event.author());
    }

    private void given(List<Earned> earned, @Nullable PlainStretch range) {
        for (Given given : counted()) {
            MemberId giver = given.event.giver();
            if (giver != null && (range == null || !given.timeInferred)) {
                long points = credit(given, rulesAt(given.at).given(given.event.kind()));
                earned.add(new Earned(giver, given.at, points, 0, subject(given)));
            }
        }
    }

    private void appreciated(List<Earned> earned, @Nullable PlainStretch range, @Nullable UUID group) {
        Set<String> pairs = new HashSet<>();
        List<Given> inOrder = new ArrayList<>(counted());
        inOrder.sort(Comparator.comparing(Given::timeInferred)
                .thenComparing(Given::at)
                .thenComparing(given -> given.id().toString()));
        for (Given given : inOrder) {
            MemberId receiver = given.event.receiver();
            if (receiver == null
                    || range != null && given.timeInferred
                    || !isWithin(given.at, range)
                    || !isIn(group, subject(given))) {
                continue;
            }
            PlainRules valid = rulesAt(given.at);
            long points = credit(given, valid.received(given.event.kind()));
            boolean isCapped = Objects.requireNonNull(capped.get(given.event.appreciationId()));
            if (given.event.giver() != null && !isCapped && pairs.add(given.event.giver() + " " + receiver)) {
                points += million(valid.giver());
            }
            earned.add(new Earned(receiver, given.at, points, 1, subject(given)));
        }
    }

    private void firstResponses(List<Earned> earned) {
        for (Published root : contributions.values()) {
            if (root.event.inReplyTo() == null) {
                @Nullable Published first = firstResponse(root);
                if (first != null) {
                    earned.add(new Earned(
                            first.event.author(),
                            first.at,
                            million(rulesAt(first.at).firstResponse()),
                            0,
                            first.event.contributionId()));
                }
            }
        }
    }

    private @Nullable Published firstResponse(Published to) {
        if (programs.contains(to.event.author())) {
            return null;
        }
        boolean isRoot = to.event.inReplyTo() == null;
        @Nullable Published first = null;
        for (Published reply : visible(any -> any.event.inReplyTo() != null)) {
            boolean beneath = isRoot
                    ? reply.event.root().equals(to.event.contributionId())
                    : to.event.contributionId().equals(reply.event.inReplyTo());
            if (beneath
                    && !reply.event.author().equals(to.event.author())
                    && !programs.contains(reply.event.author())
                    && (first == null || isBefore(reply, first))) {
                first = reply;
            }
        }
        return first;
    }

    private static boolean isBefore(Published one, Published another) {
        return one.at.isBefore(another.at)
                || one.at.equals(another.at)
                        && one.id().toString().compareTo(another.id().toString()) < 0;
    }

    private void acceptedAnswers(List<Earned> earned) {
        accepted.forEach((questionId, accepting) -> {
            Published question = contributions.get(questionId);
            Published answer = contributions.get(accepting.answer);
            if (question != null
                    && answer != null
                    && isVisible(answer)
                    && !programs.contains(question.event.author())
                    && !question.event.author().equals(answer.event.author())) {
                earned.add(new Earned(
                        answer.event.author(),
                        accepting.at,
                        million(rulesAt(accepting.at).acceptedAnswer()),
                        0,
                        answer.event.contributionId()));
            }
        });
    }

    private void welcomes(List<Earned> earned) {
        joined.forEach((member, since) -> {
            @Nullable Published first = null;
            for (Published published : contributions.values()) {
                if (published.event.author().equals(member) && (first == null || isBefore(published, first))) {
                    first = published;
                }
            }
            if (first != null && !first.at.isAfter(since.plus(Duration.ofDays(30)))) {
                @Nullable Published response = firstResponse(first);
                if (response != null) {
                    earned.add(new Earned(
                            response.event.author(),
                            response.at,
                            million(rulesAt(response.at).welcome()),
                            0,
                            response.event.contributionId()));
                }
            }
        });
    }

    private boolean isCapped(Given given) {
        if (given.timeInferred) {
            return false;
        }
        PlainRules valid = rulesAt(given.at);
        MemberId giver = given.event.giver();
        MemberId receiver = given.event.receiver();
        return giver != null && exceeds(valid.mostPerGiverAndDay(), given, one -> giver.equals(one.event.giver()))
                || receiver != null
                        && exceeds(valid.mostPerReceiverAndDay(), given, one -> receiver.equals(one.event.receiver()));
    }

    private boolean exceeds(int most, Given given, Predicate<Given> alike) {
        LocalDate day = given.at.atZone(calendar).toLocalDate();
        return counted().stream()
                        .filter(one -> !one.timeInferred
                                && alike.test(one)
                                && one.at.atZone(calendar).toLocalDate().equals(day)
                                && isNotAfter(one, given))
                        .count()
                > most;
    }

    private int repeat(Given given) {
        LocalDate month = given.at.atZone(calendar).toLocalDate().withDayOfMonth(1);
        return Math.toIntExact(counted().stream()
                .filter(one -> given.event.giver() != null
                        && given.event.giver().equals(one.event.giver())
                        && Objects.equals(given.event.receiver(), one.event.receiver())
                        && given.timeInferred == one.timeInferred
                        && !Objects.requireNonNull(capped.get(one.event.appreciationId()))
                        && one.at
                                .atZone(calendar)
                                .toLocalDate()
                                .withDayOfMonth(1)
                                .equals(month)
                        && isNotAfter(one, given))
                .count());
    }

    private static boolean isNotAfter(Given one, Given another) {
        return one.at.isBefore(another.at)
                || one.at.equals(another.at)
                        && one.id().toString().compareTo(another.id().toString()) <= 0;
    }

    private long credit(Given given, int weight) {
        if (Objects.requireNonNull(capped.get(given.event.appreciationId()))) {
            return 0;
        }
        int repeat = Objects.requireNonNull(repeats.get(given.event.appreciationId()));
        return repeat > 1 && given.event.receiver() != null && rulesAt(given.at).dampsRepeats()
                ? (long) Math.floor(million(weight) / Math.sqrt(repeat) + 0.5)
                : million(weight);
    }

    private static long million(int weight) {
        return weight * 1_000_000L;
    }

    private @Nullable ContributionId subject(Given given) {
        return given.event.subject() instanceof Subject.OfContribution of ? of.id() : null;
    }

    private boolean isIn(@Nullable UUID group, @Nullable ContributionId where) {
        Published published = where == null ? null : contributions.get(where);
        return group == null
                || published != null
                        && published.event.group() != null
                        && published.event.group().value().equals(group);
    }

    private List<Published> visible(Predicate<Published> wanted) {
        return contributions.values().stream()
                .filter(this::isVisible)
                .filter(wanted)
                .toList();
    }

    private boolean isVisible(Published published) {
        return !withdrawn.contains(published.event.contributionId())
                && !hidden.contains(published.event.contributionId());
    }

    private List<Given> counted() {
        return appreciations.values().stream()
                .filter(given -> !isProgram(given.event.giver()) && !isProgram(given.event.receiver()))
                .toList();
    }

    private boolean isProgram(@Nullable MemberId member) {
        return member != null && programs.contains(member);
    }

    private static boolean isWithin(Instant at, @Nullable PlainStretch range) {
        return range == null || range.holds(at);
    }

    /** By member, also of those who are hidden. */
    Map<UUID, Place> places(String board, @Nullable PlainStretch range) {
        List<Line> lines = lines(board, range, null, null);
        Map<UUID, Place> places = new HashMap<>();
        for (Line line : lines) {
            places.put(line.member, new Place(1 + better(lines, line), decimal(line.points)));
        }
        return places;
    }

    static long better(List<Line> lines, Line than) {
        return lines.stream()
                .filter(line -> line.points > than.points || line.points == than.points && line.volume > than.volume)
                .count();
    }

    /** Without more digits behind the point than it takes. */
    static BigDecimal decimal(long millionths) {
        return BigDecimal.valueOf(millionths).divide(BigDecimal.valueOf(1_000_000));
    }

    /** The rank, from how many are better in each way of counting. */
    static long rank(List<Line> lines, Line of, String ties) {
        ToLongFunction<Predicate<Line>> counted =
                better -> lines.stream().filter(better).count();
        return 1
                + switch (ties) {
                    case "competition" -> better(lines, of);
                    case "ordinal" -> counted.applyAsLong(line -> lines.indexOf(line) < lines.indexOf(of));
                    case "dense" ->
                        lines.stream()
                                .filter(line ->
                                        line.points > of.points || line.points == of.points && line.volume > of.volume)
                                .map(line -> line.points + " " + line.volume)
                                .distinct()
                                .count();
                    default -> throw new IllegalArgumentException(ties);
                };
    }

    /** What changes from the one board to the other for those who are not hidden, in the order in which it is told. */
    static List<Change> changes(Map<UUID, Place> before, Map<UUID, Place> after, Set<UUID> hidden) {
        Set<UUID> members = new HashSet<>(before.keySet());
        members.addAll(after.keySet());
        members.removeAll(hidden);
        List<Change> changes = new ArrayList<>();
        for (UUID member : members) {
            Place was = before.get(member);
            Place is = after.get(member);
            long rankChange =
                    (was == null ? before.size() + 1 : was.rank()) - (is == null ? after.size() + 1 : is.rank());
            BigDecimal more =
                    (is == null ? BigDecimal.ZERO : is.score()).subtract(was == null ? BigDecimal.ZERO : was.score());
            if (rankChange != 0 || more.signum() != 0) {
                changes.add(new Change(
                        member,
                        was,
                        is,
                        rankChange,
                        decimal(more.movePointRight(6).longValueExact())));
            }
        }
        changes.sort(Comparator.comparingLong((Change change) -> -Math.abs(change.rankChange))
                .thenComparing(change -> change.scoreChange.abs().negate())
                // As PostgreSQL orders ids.
                .thenComparing(change -> change.member.toString()));
        return changes;
    }
}
