package org.geben.query.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.desk.GetGratitudeGap.Entry;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GratitudeGapTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final String FIRST_MOMENT = "2026-03-03T00:00:00Z";

    private final ReadSide readSide = ReadSide.shared();
    private final GratitudeGapQueries queries =
            new GratitudeGapQueries(readSide.views(), new RoleHolders(readSide.views()));
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");

    @Test
    void whoContributedThriceAndWasNotThankedIsTold() {
        story.at("2026-03-02T23:59:59Z").posts(ana);
        List<ContributionId> posts = threePosts(ana, FIRST_MOMENT);
        ContributionId last = story.at("2026-05-31T23:59:59Z").posts(ana);
        story.at(NOW).posts(ana);
        story.at(FIRST_MOMENT).posts(ben);
        story.posts(ben);
        tell();

        GetGratitudeGap.Result gap = gap(Reader.NOBODY);

        assertThat(gap.from()).isEqualTo(FIRST_MOMENT);
        assertThat(gap.to()).isEqualTo(NOW);
        assertThat(gap.entries())
                .containsExactly(new Entry(
                        new Person(ana.value(), "ana", "Name of ana", true),
                        4,
                        List.of(last.value(), posts.get(2).value(), posts.get(1).value())));
    }

    @Test
    void oneAppreciationInTheWindowClosesTheGap() {
        List<ContributionId> posts = threePosts(ana, "2026-05-01T00:00:00Z");
        AppreciationId like = story.at(FIRST_MOMENT).likes(ben, posts.getFirst());
        tell();
        assertThat(gap(Reader.NOBODY).entries()).isEmpty();

        story.retracts(like);
        tell();
        assertThat(gap(Reader.NOBODY).entries()).hasSize(1);

        story.at("2026-04-01T00:00:00Z").someoneLikes(posts.getFirst());
        tell();
        assertThat(gap(Reader.NOBODY).entries()).isEmpty();
    }

    @Test
    void programsUnknownTimesAndOlderThanksDoNotCloseIt() {
        MemberId bot = story.joins("bot", true);
        List<ContributionId> posts = threePosts(ana, "2026-05-01T00:00:00Z");
        story.likes(bot, posts.getFirst());
        story.likesAtAnInferredTime(ben, posts.getFirst());
        story.at("2026-03-02T23:59:59Z").thanks(ben, ana);
        tell();

        assertThat(gap(Reader.NOBODY).entries()).hasSize(1);
    }

    @Test
    void thanksOfThoseWhoAreGoneDoNotCloseItUntilTheyAreBack() {
        story.likes(ben, threePosts(ana, "2026-05-01T00:00:00Z").getFirst());
        story.leaves(ben);
        tell();
        assertThat(gap(Reader.NOBODY).entries()).hasSize(1);

        story.returns(ben);
        tell();
        assertThat(gap(Reader.NOBODY).entries()).isEmpty();
    }

    @Test
    void programsAbsentMembersAndWhatIsNotVisibleDoNotCount() {
        MemberId bot = story.joins("bot", true);
        MemberId gone = story.joins("gone");
        MemberId erased = story.joins("erased");
        MemberId suspended = story.joins("suspended");
        for (MemberId member : List.of(bot, gone, erased, suspended)) {
            threePosts(member, "2026-05-01T00:00:00Z");
        }
        story.leaves(gone);
        story.erased(erased);
        story.suspended(suspended);
        story.withdraws(threePosts(ana, "2026-05-01T00:00:00Z").getFirst());
        story.hides(threePosts(ben, "2026-05-01T00:00:00Z").getFirst());
        tell();

        assertThat(gap(Reader.NOBODY).entries()).isEmpty();
    }

    @Test
    void pagesShowEachMemberOnceInTheWindowOfTheFirst() {
        List<UUID> members = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            MemberId member = story.joins("member" + i);
            members.add(member.value());
            threePosts(member, "2026-03-10T00:00:00Z");
        }
        tell();

        List<UUID> paged = new ArrayList<>();
        @Nullable String cursor = null;
        Instant now = NOW;
        do {
            GetGratitudeGap.Result page =
                    queries.handle(new GetGratitudeGap(now, Reader.NOBODY, new Page(2, cursor, AsOf.NOW)));
            page.entries().forEach(entry -> paged.add(entry.member().id()));
            cursor = page.next();
            now = now.plusSeconds(10_000_000);
        } while (cursor != null);
        assertThat(paged).containsExactlyInAnyOrderElementsOf(members);
    }

    @Test
    void onlyCommunityManagersAndAdministratorsReadItAndTheOperator() {
        for (Role role : Role.values()) {
            story.grants(story.joins("holder-of-" + role), role);
        }
        tell();

        for (Role role : Role.values()) {
            Reader holder =
                    new Reader(MemberId.imported("story", "holder-of-" + role).value());
            if (role == COMMUNITY_MANAGER || role == ADMIN) {
                assertThat(gap(holder).entries()).isEmpty();
            } else {
                assertThatExceptionOfType(Refusal.class)
                        .as(role.name())
                        .isThrownBy(() -> gap(holder))
                        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("ROLE_REQUIRED"));
            }
        }
    }

    private List<ContributionId> threePosts(MemberId author, String at) {
        story.at(at);
        return List.of(story.posts(author), story.posts(author), story.posts(author));
    }

    private void tell() {
        readSide.tell(new DeskProjection(), story);
    }

    private GetGratitudeGap.Result gap(Reader reader) {
        return queries.handle(new GetGratitudeGap(NOW, reader, new Page(20, null, AsOf.NOW)));
    }
}
