package org.geben.application.sample;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.geben.application.recording.CommunityInMemory;
import org.geben.application.recording.Entry;
import org.geben.application.recording.Progress;
import org.geben.application.recording.Report;
import org.geben.command.Order;
import org.geben.command.appreciation.GiveAppreciation;
import org.geben.command.appreciation.RetractAppreciation;
import org.geben.command.contribution.AcceptAnswer;
import org.geben.command.contribution.PublishContribution;
import org.geben.command.contribution.ReviseContribution;
import org.geben.command.contribution.WithdrawContribution;
import org.geben.command.group.JoinGroup;
import org.geben.command.member.JoinMember;
import org.geben.command.member.LeaveCommunity;
import org.geben.command.member.ReturnToCommunity;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.MemberId;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final SamplePlan PLAN = new SamplePlan(300, 12, 42, LocalDate.of(2026, 1, 1));

    private final CommunityInMemory community = new CommunityInMemory();

    @Test
    void equalPlansTellEqualStories() {
        assertThat(story(PLAN)).isEqualTo(story(PLAN));
        assertThat(story(PLAN)).isNotEqualTo(story(new SamplePlan(300, 12, 43, LocalDate.of(2026, 1, 1))));
    }

    @Test
    void theStoryIsToldInTheOrderOfTimeAndEndsInTime() {
        List<Instant> times = story(PLAN).stream().map(Entry::occurredAt).toList();

        assertThat(times).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(times.getFirst()).isEqualTo("2025-01-01T00:00:00Z");
        assertThat(times.getLast()).isBefore("2026-01-01T00:00:00Z").isAfter("2025-12-30T00:00:00Z");
    }

    @Test
    void nothingInTheStoryBreaksARule() throws IOException {
        Report report = run();

        assertThat(report.records())
                .allMatch(Report.Line::isBalanced)
                .allMatch(line -> line.skipped().isEmpty());
        assertThat(report.records())
                .allMatch(line -> line.alreadyThere() == 0 || line.type().equals("retractions"));
    }

    @Test
    void everyKindOfThingHappens() throws IOException {
        run();

        assertThat(community.recorded().stream()
                        .<Object>map(order -> order.command().getClass()))
                .contains(
                        JoinGroup.class,
                        AcceptAnswer.class,
                        ReviseContribution.class,
                        WithdrawContribution.class,
                        RetractAppreciation.class,
                        LeaveCommunity.class,
                        ReturnToCommunity.class);
        assertThat(community.recorded(GiveAppreciation.class).map(GiveAppreciation::kind))
                .contains(AppreciationKind.values());
        assertThat(community.recorded(PublishContribution.class).map(PublishContribution::kind))
                .contains(ContributionKind.values());
    }

    @Test
    void nobodyGivesMorePointsThanAMonthHolds() throws IOException {
        run();

        Map<String, Integer> points = community.recorded().stream()
                .filter(order -> order.command() instanceof GiveAppreciation)
                .collect(groupingBy(
                        order -> "%s %s".formatted(order.circumstances().actor(), month(order)),
                        summingInt(order -> ((GiveAppreciation) order.command()).points())));
        assertThat(points.values())
                .allSatisfy(given -> assertThat(given).isLessThanOrEqualTo(100))
                .anySatisfy(given -> assertThat(given).isPositive());
    }

    private static YearMonth month(Order order) {
        return YearMonth.from(order.circumstances().occurredAt().atZone(ZoneOffset.UTC));
    }

    @Test
    void mostNeverWriteAndFewWriteMost() throws IOException {
        run();

        Map<MemberId, Long> written = community
                .recorded(PublishContribution.class)
                .collect(groupingBy(PublishContribution::author, counting()));
        long all = written.values().stream().mapToLong(Long::longValue).sum();
        long topTenth = written.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(PLAN.members() / 10)
                .mapToLong(Long::longValue)
                .sum();
        assertThat(community.recorded(JoinMember.class)).hasSize(PLAN.members());
        assertThat(written.size()).isBetween(PLAN.members() / 4, PLAN.members() * 6 / 10);
        assertThat(topTenth).isGreaterThan(all / 2);
        assertThat(all).isBetween(2_000L, 20_000L);
    }

    @Test
    void someRepliesComeLate() throws IOException {
        run();

        Map<ContributionId, Instant> published = new HashMap<>();
        List<Duration> delays = new ArrayList<>();
        for (Order order : community.recorded()) {
            if (order.command() instanceof PublishContribution publish) {
                Instant at = order.circumstances().occurredAt();
                published.put(publish.contributionId(), at);
                if (publish.inReplyTo() != null) {
                    delays.add(Duration.between(published.get(publish.inReplyTo()), at));
                }
            }
        }
        assertThat(delays).anyMatch(delay -> delay.toDays() > 20).anyMatch(delay -> delay.toMinutes() < 60);
    }

    @Test
    void gratitudeIsOftenReturned() throws IOException {
        run();

        Map<ContributionId, MemberId> authors = community
                .recorded(PublishContribution.class)
                .collect(Collectors.toMap(PublishContribution::contributionId, PublishContribution::author));
        Set<String> pairs = community
                .recorded(GiveAppreciation.class)
                .filter(give -> give.subject() instanceof Subject.OfContribution)
                .map(give -> give.giver() + ">" + authors.get(contribution(give)))
                .collect(Collectors.toSet());
        long returned = pairs.stream()
                .filter(pair -> pairs.contains(pair.split(">")[1] + ">" + pair.split(">")[0]))
                .count();
        assertThat(returned).isGreaterThan(pairs.size() / 10);
    }

    @Test
    void runningItAgainAddsNothing() throws IOException {
        run();
        List<Order> recorded = community.recorded();

        Report again = run();

        assertThat(community.recorded()).isEqualTo(recorded);
        assertThat(again.records()).allMatch(line -> line.imported() == 0 && line.read() == line.alreadyThere());
    }

    @Test
    void anInterruptedStoryIsFinishedByTellingItAgain() throws IOException {
        CommunityInMemory undisturbed = new CommunityInMemory();
        new SampleRun(() -> undisturbed, Progress.silent()).run(PLAN);

        community.failAfter(4_321);
        assertThatThrownBy(this::run).hasMessage("killed");
        run();

        assertThat(community.recorded()).containsExactlyInAnyOrderElementsOf(undisturbed.recorded());
    }

    private Report run() throws IOException {
        return new SampleRun(() -> community, Progress.silent()).run(PLAN);
    }

    private static ContributionId contribution(GiveAppreciation give) {
        return ContributionId.of(give.subject().toString().substring("contribution:".length()));
    }

    private static List<Entry> story(SamplePlan plan) {
        List<Entry> story = new ArrayList<>();
        new SampleCommunity(plan).forEachRemaining(story::add);
        return story;
    }
}
