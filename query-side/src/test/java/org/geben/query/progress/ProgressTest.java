package org.geben.query.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.query.Access;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.ReadSide;
import org.geben.query.progress.GetProgress.GiveTake;
import org.geben.query.progress.GetProgress.Milestone;
import org.geben.query.progress.GetProgress.Month;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant NOW = Instant.parse("2026-04-15T12:00:00Z");

    private final ReadSide readSide = ReadSide.shared();
    private final Holders managers = new Holders();
    private final ProgressQueries queries = new ProgressQueries(readSide.views(), managers);
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");

    @Test
    void firstsAreToldWithWhenAndWithWhat() {
        ContributionId question = story.at("2026-03-03T10:00:00Z").asks(ben);
        ContributionId answer = story.at("2026-03-04T10:00:00Z").replies(ana, question);
        story.at("2026-03-05T10:00:00Z").accepts(question, answer);
        AppreciationId thanks = story.at("2026-03-06T10:00:00Z").gives(ben, answer, AppreciationKind.THANKS);
        AppreciationId like = story.at("2026-03-07T10:00:00Z").likes(ana, question);
        story.at("2026-03-08T10:00:00Z").welcomes(ana, ben);
        tell();

        assertThat(of(ana).milestones())
                .containsExactly(
                        milestone("ANSWER", 1, "2026-03-04T10:00:00Z", answer, null),
                        milestone("CONTRIBUTION", 1, "2026-03-04T10:00:00Z", answer, null),
                        milestone("ACCEPTED_ANSWER", 1, "2026-03-05T10:00:00Z", answer, null),
                        milestone("THANKS_RECEIVED", 1, "2026-03-06T10:00:00Z", answer, thanks),
                        milestone("THANKS_GIVEN", 1, "2026-03-07T10:00:00Z", question, like),
                        milestone("WELCOME", 1, "2026-03-08T10:00:00Z", null, null));
    }

    @Test
    void tenthFiftiethAndHundredthFollowTheFirst() {
        Instant begin = Instant.parse("2026-03-03T10:00:00Z");
        for (int i = 1; i <= 101; i++) {
            story.at(begin.plusSeconds(i)).posts(ana);
        }
        tell();

        List<Milestone> milestones = of(ana).milestones();
        assertThat(milestones).extracting(Milestone::number).containsExactly(1L, 10L, 50L, 100L);
        assertThat(milestones)
                .extracting(Milestone::reachedAt)
                .containsExactly(
                        begin.plusSeconds(1), begin.plusSeconds(10), begin.plusSeconds(50), begin.plusSeconds(100));
    }

    @Test
    void milestoneMovesWithWhatIsWithdrawnHiddenOrRestoredOrComesLate() {
        ContributionId first = story.at("2026-03-03T10:00:00Z").posts(ana);
        ContributionId second = story.at("2026-03-04T10:00:00Z").posts(ana);
        ContributionId third = story.at("2026-03-05T10:00:00Z").posts(ana);
        story.withdraws(first);
        tell();
        assertThat(contributions()).containsExactly(second.value());

        story.hides(second);
        tell();
        assertThat(contributions()).containsExactly(third.value());

        story.restores(second);
        tell();
        assertThat(contributions()).containsExactly(second.value());

        ContributionId late = story.at("2026-03-02T10:00:00Z").posts(ana);
        tell();
        assertThat(contributions()).containsExactly(late.value());
    }

    @Test
    void thanksMoveWithWhatIsRetractedDisallowedOrGivenAgain() {
        ContributionId post = story.posts(ana);
        AppreciationId first = story.at("2026-03-03T10:00:00Z").likes(ben, post);
        AppreciationId second = story.at("2026-03-04T10:00:00Z").thanks(ben, ana);
        AppreciationId third = story.at("2026-03-05T10:00:00Z").someoneLikes(post);
        tell();
        assertThat(thanksReceived()).containsExactly(first.value());

        story.at("2026-03-06T10:00:00Z").retracts(first);
        story.disallows(second);
        tell();
        assertThat(thanksReceived()).containsExactly(third.value());

        story.at("2026-03-04T12:00:00Z").givesAgain(first);
        tell();
        assertThat(thanksReceived()).containsExactly(first.value());
    }

    @Test
    void programsRatingsAndUnknownTimesAreNoThanks() {
        MemberId bot = story.joins("bot", true);
        ContributionId post = story.posts(ana);
        story.likes(bot, post);
        story.gives(ben, post, AppreciationKind.RATING);
        story.likesAtAnInferredTime(ben, post);
        ContributionId ofBot = story.asks(bot);
        story.likes(ana, ofBot);
        story.replies(ana, ofBot);
        story.replies(ana, story.asks(ana));
        tell();

        assertThat(of(ana).milestones()).extracting(Milestone::name).containsExactly("CONTRIBUTION");
    }

    @Test
    void acceptanceCountsOfTheLastAnswerWhileItAndTheQuestionAreVisible() {
        ContributionId question = story.asks(ben);
        ContributionId answer = story.replies(ana, question);
        story.accepts(question, answer);
        tell();
        assertThat(names(ana)).contains("ACCEPTED_ANSWER");

        story.hides(question);
        tell();
        assertThat(names(ana)).doesNotContain("ACCEPTED_ANSWER");

        story.restores(question);
        MemberId cleo = story.joins("cleo");
        ContributionId better = story.replies(cleo, question);
        story.accepts(question, better);
        tell();
        assertThat(names(ana)).doesNotContain("ACCEPTED_ANSWER");
        assertThat(names(cleo)).contains("ACCEPTED_ANSWER");
    }

    @Test
    void anniversaryIsOfTheZonesCalendarAndNotBeforeItHasCome() {
        MemberId old = story.at("2024-02-29T23:30:00Z").joins("old");
        tell();

        assertThat(of(old).milestones())
                .containsExactly(
                        milestone("ANNIVERSARY", 1, "2025-02-28T23:30:00Z", null, null),
                        milestone("ANNIVERSARY", 2, "2026-02-28T23:30:00Z", null, null));
        assertThat(progress(old, Reader.NOBODY, NOW, ZoneId.of("Europe/Berlin")).milestones())
                .extracting(Milestone::reachedAt)
                .containsExactly(Instant.parse("2025-02-28T23:30:00Z"), Instant.parse("2026-02-28T23:30:00Z"));
        assertThat(progress(old, Reader.NOBODY, Instant.parse("2025-02-28T23:29:59Z"), ZoneOffset.UTC)
                        .milestones())
                .isEmpty();
    }

    @Test
    void trendIsOfTheLastTwelveMonthsAsTheZoneHasThem() {
        ContributionId post = story.at("2026-03-31T22:30:00Z").posts(ana);
        story.at("2026-04-02T10:00:00Z").likes(ben, post);
        story.at("2026-02-02T10:00:00Z").thanks(ana, ben);
        story.at("2025-05-01T00:00:00Z").posts(ana);
        story.at("2025-04-30T23:59:59Z").posts(ana);
        tell();

        List<Month> trend = of(ana).trend();
        assertThat(trend)
                .extracting(Month::month)
                .hasSize(12)
                .startsWith("2025-05")
                .endsWith("2026-03", "2026-04");
        assertThat(trend)
                .filteredOn(month -> month.contributions() + month.given() + month.received() > 0)
                .containsExactly(
                        new Month("2025-05", 1, 0, 0),
                        new Month("2026-02", 0, 1, 0),
                        new Month("2026-03", 1, 0, 0),
                        new Month("2026-04", 0, 0, 1));
        for (String zone : List.of("Europe/Berlin", "+02:00")) {
            assertThat(progress(ana, Reader.NOBODY, NOW, ZoneId.of(zone)).trend())
                    .as(zone)
                    .contains(new Month("2026-04", 1, 0, 1), new Month("2025-05", 2, 0, 0));
        }
    }

    @Test
    void giverAndReceiverAreToldByWhatWentToAndFro() {
        MemberId silent = story.joins("silent");
        ContributionId question = story.at("2026-03-03T10:00:00Z").asks(ben);
        ContributionId answer = story.replies(ana, question);
        story.replies(ana, question);
        story.likes(ana, question);
        story.likes(ben, answer);
        story.replies(ben, question);
        tell();

        Instant from = Instant.parse("2025-05-01T00:00:00Z");
        Instant to = Instant.parse("2026-05-01T00:00:00Z");
        assertThat(of(ana).giveTake()).isEqualTo(new GiveTake(0.75, 3, 4, null, "giver", from, to));
        assertThat(of(ben).giveTake()).isEqualTo(new GiveTake(0.25, 1, 4, null, "receiver", from, to));
        assertThat(of(silent).giveTake())
                .isEqualTo(new GiveTake(null, 0, 0, "Nothing was given or taken in the window.", "silent", from, to));
    }

    @Test
    void whoIsBetweenTwoAndThreeInFiveIsBalanced() {
        assertThat(GiveTake.of(61, 39, NOW, NOW).persona()).isEqualTo("giver");
        assertThat(GiveTake.of(3, 2, NOW, NOW).persona()).isEqualTo("balanced");
        assertThat(GiveTake.of(2, 3, NOW, NOW).persona()).isEqualTo("balanced");
        assertThat(GiveTake.of(39, 61, NOW, NOW).persona()).isEqualTo("receiver");
    }

    @Test
    void memberTheOperatorAndCommunityManagersSeeItWhateverTheMemberHasChosen() {
        ContributionId post = story.posts(ana);
        story.choosesVisibility(ana, false);
        managers.holders = Set.of(ben.value());
        tell();

        for (Reader reader : List.of(Reader.NOBODY, reader(ana), reader(ben))) {
            assertThat(progress(ana, reader, NOW, ZoneOffset.UTC).milestones())
                    .extracting(Milestone::contribution)
                    .containsExactly(post.value());
        }
        assertThat(managers.asked).isEqualTo(Set.of(COMMUNITY_MANAGER, Role.ADMIN));
    }

    @Test
    void othersSeeItWithoutIdsUnlessTheMemberIsHiddenFromLeaderboards() {
        story.posts(ana);
        tell();
        assertThat(progress(ana, reader(ben), NOW, ZoneOffset.UTC).milestones())
                .containsExactly(milestone("CONTRIBUTION", 1, "2026-03-02T09:00:00Z", null, null));

        story.choosesVisibility(ana, false);
        tell();
        assertPrivate(ana, reader(ben));

        story.choosesVisibility(ana, true);
        tell();
        assertThat(progress(ana, reader(ben), NOW, ZoneOffset.UTC).milestones()).hasSize(1);
    }

    @Test
    void othersDoNotSeeWhoIsAbsentNorDoesWhoIsAbsentSeeOthers() {
        MemberId left = story.joins("left");
        MemberId suspended = story.joins("suspended");
        MemberId erased = story.joins("erased");
        story.leaves(left);
        story.suspended(suspended);
        story.erased(erased);
        tell();

        for (MemberId absent : List.of(left, suspended, erased)) {
            assertPrivate(absent, reader(ben));
            assertPrivate(ben, reader(absent));
        }
        assertPrivate(ben, new Reader(UUID.randomUUID()));
    }

    @Test
    void whatTheMemberHasChosenByNowHoldsAlsoForThePast() {
        story.posts(ana);
        long then = story.position();
        story.choosesVisibility(ana, false);
        tell();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> queries.handle(
                        new GetProgress(ana.value(), NOW, ZoneOffset.UTC, reader(ben), new Cut.ByPosition(then))))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("PROGRESS_PRIVATE"));
    }

    @Test
    void whoIsUnknownIsUnknownToEveryone() {
        tell();

        for (Reader reader : List.of(Reader.NOBODY, reader(ben))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> progress(new MemberId(UUID.randomUUID()), reader, NOW, ZoneOffset.UTC))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("MEMBER_UNKNOWN"));
        }
    }

    private void assertPrivate(MemberId member, Reader reader) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> progress(member, reader, NOW, ZoneOffset.UTC))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(403);
                    assertThat(refusal.code()).isEqualTo("PROGRESS_PRIVATE");
                    assertThat(refusal.getMessage()).endsWith(".");
                });
    }

    private void tell() {
        readSide.tell(new ProgressProjection(), story);
    }

    private GetProgress.Result of(MemberId member) {
        return progress(member, Reader.NOBODY, NOW, ZoneOffset.UTC);
    }

    private GetProgress.Result progress(MemberId member, Reader reader, Instant now, ZoneId zone) {
        return queries.handle(new GetProgress(member.value(), now, zone, reader, AsOf.NOW));
    }

    private List<String> names(MemberId member) {
        return of(member).milestones().stream().map(Milestone::name).toList();
    }

    private List<@Nullable UUID> contributions() {
        return of(ana).milestones().stream()
                .filter(milestone -> milestone.name().equals("CONTRIBUTION"))
                .<@Nullable UUID>map(Milestone::contribution)
                .toList();
    }

    private List<@Nullable UUID> thanksReceived() {
        return of(ana).milestones().stream()
                .filter(milestone -> milestone.name().equals("THANKS_RECEIVED"))
                .<@Nullable UUID>map(Milestone::appreciation)
                .toList();
    }

    private static Milestone milestone(
            String name,
            long number,
            String at,
            @Nullable ContributionId contribution,
            @Nullable AppreciationId appreciation) {
        return new Milestone(
                name,
                number,
                Instant.parse(at),
                contribution == null ? null : contribution.value(),
                appreciation == null ? null : appreciation.value());
    }

    private static Reader reader(MemberId member) {
        return new Reader(member.value());
    }

    /** Lets those in who are among the holders, and remembers which roles were asked for. */
    private static final class Holders implements Access {
        private Set<UUID> holders = Set.of();
        private Set<Role> asked = Set.of();

        @Override
        public boolean holds(Reader reader, AsOf asOf, Role... anyOf) {
            asked = Set.of(anyOf);
            UUID id = reader.id();
            return id == null || holders.contains(id);
        }

        @Override
        public void mustHold(Reader reader, AsOf asOf, Role... anyOf) {
            throw new UnsupportedOperationException("Progress is not for some roles only.");
        }
    }
}
