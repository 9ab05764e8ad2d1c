package org.geben.query.progress;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
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
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionHidden;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRestored;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberWelcomed;
import org.geben.kernel.member.MemberId;
import org.geben.query.progress.GetProgress.Milestone;
import org.geben.query.progress.GetProgress.Month;
import org.jspecify.annotations.Nullable;

/** Progress as a loop over the events makes it, for comparison. */
final class PlainProgress {
    private static final List<Integer> NUMBERS = List.of(1, 10, 50, 100);

    private final Map<MemberId, Instant> joined = new LinkedHashMap<>();
    private final Set<MemberId> programs = new HashSet<>();
    private final Map<ContributionId, Published> contributions = new LinkedHashMap<>();
    private final Set<ContributionId> outOfSight = new HashSet<>();
    private final Set<ContributionId> withdrawn = new HashSet<>();
    private final Map<ContributionId, Accepted> accepted = new HashMap<>();
    private final Map<AppreciationId, Given> appreciations = new LinkedHashMap<>();
    private final Map<MemberId, Welcome> welcomes = new HashMap<>();

    PlainProgress(List<TrackedEventMessage<?>> events) {
        events.forEach(this::take);
    }

    private record Published(ContributionPublished event, Instant at) {}

    private record Accepted(ContributionId answer, Instant at) {}

    private record Given(AppreciationGiven event, Instant at, boolean timeInferred) {}

    private record Welcome(MemberId by, Instant at) {}

    private record Fact(
            Instant at,
            UUID id,
            @Nullable UUID contribution,
            @Nullable UUID appreciation) {}

    private void take(TrackedEventMessage<?> message) {
        Instant at = message.getTimestamp();
        switch (message.getPayload()) {
            case MemberJoined in -> {
                joined.put(in.memberId(), at);
                if (in.automated()) {
                    programs.add(in.memberId());
                }
            }
            case MemberWelcomed welcomed -> welcomes.put(welcomed.memberId(), new Welcome(welcomed.by(), at));
            case ContributionPublished published ->
                contributions.put(published.contributionId(), new Published(published, at));
            case ContributionWithdrawn gone -> withdrawn.add(gone.contributionId());
            case ContributionHidden out -> outOfSight.add(out.contributionId());
            case ContributionRestored back -> outOfSight.remove(back.contributionId());
            case AnswerAccepted choice -> accepted.put(choice.contributionId(), new Accepted(choice.answer(), at));
            case AppreciationGiven given ->
                appreciations.put(
                        given.appreciationId(),
                        new Given(given, at, "true".equals(message.getMetaData().get("timeInferred"))));
            case AppreciationRetracted retracted -> appreciations.remove(retracted.appreciationId());
            case AppreciationDisallowed disallowed -> appreciations.remove(disallowed.appreciationId());
            default -> {}
        }
    }

    Set<MemberId> members() {
        return joined.keySet();
    }

    List<Milestone> milestones(MemberId member, Instant now, ZoneId zone) {
        List<Fact> published = new ArrayList<>();
        List<Fact> answers = new ArrayList<>();
        List<Fact> acceptances = new ArrayList<>();
        for (Published one : contributions.values()) {
            ContributionId id = one.event.contributionId();
            if (!isVisible(id) || !one.event.author().equals(member)) {
                continue;
            }
            published.add(new Fact(one.at, id.value(), id.value(), null));
            if (whomItAnswers(one.event) == null) {
                continue;
            }
            if (one.event.kind() == ContributionKind.ANSWER) {
                answers.add(new Fact(one.at, id.value(), id.value(), null));
            }
            accepted.forEach((question, choice) -> {
                if (choice.answer.equals(id) && isVisible(question)) {
                    acceptances.add(new Fact(choice.at, id.value(), id.value(), null));
                }
            });
        }
        List<Fact> given = new ArrayList<>();
        List<Fact> received = new ArrayList<>();
        for (Given one : appreciations.values()) {
            if (one.timeInferred || one.event.kind() == AppreciationKind.RATING) {
                continue;
            }
            UUID id = one.event.appreciationId().value();
            UUID contribution = one.event.subject() instanceof Subject.OfContribution of
                    ? of.id().value()
                    : null;
            if (member.equals(one.event.giver()) && !isProgram(one.event.receiver())) {
                given.add(new Fact(one.at, id, contribution, id));
            }
            if (member.equals(one.event.receiver()) && !isProgram(one.event.giver())) {
                received.add(new Fact(one.at, id, contribution, id));
            }
        }
        List<Fact> greetings = new ArrayList<>();
        welcomes.forEach((newcomer, welcome) -> {
            if (welcome.by.equals(member)) {
                greetings.add(new Fact(welcome.at, newcomer.value(), null, null));
            }
        });
        List<Milestone> milestones = new ArrayList<>();
        add(milestones, "CONTRIBUTION", published);
        add(milestones, "ANSWER", answers);
        add(milestones, "ACCEPTED_ANSWER", acceptances);
        add(milestones, "THANKS_GIVEN", given);
        add(milestones, "THANKS_RECEIVED", received);
        add(milestones, "WELCOME", greetings);
        for (int years : new int[] {1, 2, 5, 10, 20}) {
            Instant day = Objects.requireNonNull(joined.get(member))
                    .atZone(zone)
                    .plusYears(years)
                    .toInstant();
            if (!day.isAfter(now)) {
                milestones.add(new Milestone("ANNIVERSARY", years, day, null, null));
            }
        }
        return milestones;
    }

    private static void add(List<Milestone> milestones, String name, List<Fact> facts) {
        facts.sort(Comparator.comparing(Fact::at)
                // As PostgreSQL orders ids.
                .thenComparing(fact -> fact.id.toString()));
        for (int number : NUMBERS) {
            if (facts.size() >= number) {
                Fact fact = facts.get(number - 1);
                milestones.add(new Milestone(name, number, fact.at, fact.contribution, fact.appreciation));
            }
        }
    }

    List<Month> trend(MemberId member, Instant now, ZoneId zone) {
        List<Month> months = new ArrayList<>();
        for (int back = 11; back >= 0; back--) {
            YearMonth month = YearMonth.from(now.atZone(zone)).minusMonths(back);
            long published = contributions.values().stream()
                    .filter(one -> isVisible(one.event.contributionId())
                            && one.event.author().equals(member)
                            && isIn(month, one.at, zone))
                    .count();
            months.add(new Month(
                    month.toString(),
                    published,
                    appreciations(month, zone, member, true),
                    appreciations(month, zone, member, false)));
        }
        return months;
    }

    /** Given first, then taken. */
    long[] givenAndTaken(MemberId member, Instant now, ZoneId zone) {
        long given = 0;
        long taken = 0;
        for (int back = 0; back < 12; back++) {
            YearMonth month = YearMonth.from(now.atZone(zone)).minusMonths(back);
            given += appreciations(month, zone, member, true);
            taken += appreciations(month, zone, member, false);
            for (Published one : contributions.values()) {
                if (isVisible(one.event.contributionId()) && isIn(month, one.at, zone)) {
                    MemberId answered = whomItAnswers(one.event);
                    given += answered != null && one.event.author().equals(member) ? 1 : 0;
                    taken += member.equals(answered) ? 1 : 0;
                }
            }
        }
        return new long[] {given, taken};
    }

    private long appreciations(YearMonth month, ZoneId zone, MemberId member, boolean given) {
        return appreciations.values().stream()
                .filter(one -> !one.timeInferred && isIn(month, one.at, zone))
                .filter(one -> member.equals(given ? one.event.giver() : one.event.receiver())
                        && !isProgram(given ? one.event.receiver() : one.event.giver()))
                .count();
    }

    private @Nullable MemberId whomItAnswers(ContributionPublished reply) {
        Published parent = reply.inReplyTo() == null ? null : contributions.get(reply.inReplyTo());
        if (parent == null || isProgram(reply.author())) {
            return null;
        }
        MemberId other = parent.event.author();
        return other.equals(reply.author()) || isProgram(other) ? null : other;
    }

    private boolean isVisible(ContributionId contribution) {
        return !withdrawn.contains(contribution) && !outOfSight.contains(contribution);
    }

    private boolean isProgram(@Nullable MemberId member) {
        return member != null && programs.contains(member);
    }

    private static boolean isIn(YearMonth month, Instant at, ZoneId zone) {
        return YearMonth.from(at.atZone(zone)).equals(month);
    }
}
