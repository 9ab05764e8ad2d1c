package org.geben.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.feed.FeedEntry.Author;
import org.geben.query.feed.GetNotifications.Kind;
import org.geben.query.feed.GetNotifications.Notification;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotificationTest {
    private static final Content WORDS = Content.plain("Words");

    private final ReadSide readSide = ReadSide.shared();
    private final NotificationQueries queries = new NotificationQueries(readSide.views());
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");
    private final MemberId cleo = story.joins("cleo");

    @Test
    void tellWhatOthersDidTheNewestFirst() {
        story.at("2026-03-03T00:00:00Z").welcomes(ben, ana);
        ContributionId post = story.at("2026-03-04T00:00:00Z").posts(ana);
        ContributionId answer = story.at("2026-03-05T00:00:00Z").replies(ben, post);
        ContributionId mention = story.at("2026-03-06T00:00:00Z").posts(cleo, null, WORDS, ana);
        story.at("2026-03-07T00:00:00Z").gives(ben, post, AppreciationKind.LIKE);
        story.at("2026-03-08T00:00:00Z").thanks(cleo, ana);
        story.at("2026-03-09T00:00:00Z").features(cleo, post);
        // What one does oneself is no news.
        story.replies(ana, post);
        story.posts(ana, null, WORDS, ana);
        tell();

        List<Notification> told = of(ana).entries();

        assertThat(told)
                .extracting(Notification::key)
                .containsExactly(
                        "featured." + post,
                        "appreciated.THANKS",
                        "appreciated." + post + ".LIKE",
                        "mentioned." + mention,
                        "answered." + answer,
                        "welcomed");
        assertThat(told)
                .extracting(Notification::kind)
                .containsExactly(
                        Kind.FEATURED,
                        Kind.APPRECIATED,
                        Kind.APPRECIATED,
                        Kind.MENTIONED,
                        Kind.ANSWERED,
                        Kind.WELCOMED);
        assertThat(told)
                .extracting(one -> one.by().getFirst().handle())
                .containsExactly("cleo", "cleo", "ben", "cleo", "ben", "ben");
        assertThat(told).extracting(Notification::count).containsOnly(1L);
        assertThat(told.getFirst().contribution())
                .isEqualTo(new GetNotifications.About(post.value(), "POST", "Title", post.value()));
        assertThat(of(ana).unseen())
                .isEqualTo(Map.of(
                        Kind.FEATURED, 1L,
                        Kind.APPRECIATED, 2L,
                        Kind.MENTIONED, 1L,
                        Kind.ANSWERED, 1L,
                        Kind.WELCOMED, 1L));
    }

    @Test
    void thoseWhoAppreciateTheSameInTheSameWayAreToldOfTogether() {
        ContributionId post = story.posts(ana);
        List<MemberId> givers = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            givers.add(story.joins("giver" + i));
        }
        for (int i = 0; i < 13; i++) {
            story.at(Instant.parse("2026-03-04T00:00:00Z").plusSeconds(i)).likes(givers.get(i), post);
        }
        story.at("2026-03-03T00:00:00Z").someoneLikes(post);
        AppreciationId last = story.at("2026-03-05T00:00:00Z").likes(ben, post);
        story.retracts(last);
        story.at("2026-03-04T12:00:00Z").gives(cleo, post, AppreciationKind.THANKS);
        tell();

        List<Notification> told = of(ana).entries();

        assertThat(told).extracting(Notification::appreciation).containsExactly("THANKS", "LIKE");
        Notification likes = told.getLast();
        assertThat(likes.count()).isEqualTo(14);
        assertThat(likes.by()).extracting(Author::handle).containsExactly("giver12", "giver11", "giver10");
        assertThat(likes.at()).isEqualTo("2026-03-04T00:00:12Z");
    }

    @Test
    void answerThatMentionsIsToldOfOnce() {
        ContributionId post = story.posts(ana);
        story.replies(ben, post, WORDS, ana);
        tell();

        assertThat(of(ana).entries()).extracting(Notification::kind).containsExactly(Kind.ANSWERED);
    }

    @Test
    void mentionIsToldOfFromWhenItWasMadeAndAsLongAsItStands() {
        ContributionId post = story.at("2026-03-03T00:00:00Z").posts(ben);
        story.at("2026-03-08T00:00:00Z").revises(post, WORDS, ana, cleo);
        story.at("2026-03-09T00:00:00Z").revises(post, WORDS, ana);
        for (int batchSize : new int[] {1, 1000}) {
            readSide.fold(readSide.fresh(new FeedProjection()), story.log(), batchSize);

            assertThat(of(ana).entries())
                    .singleElement()
                    .satisfies(one -> assertThat(one.at()).isEqualTo("2026-03-08T00:00:00Z"));
            assertThat(of(cleo).entries()).isEmpty();
        }
    }

    @Test
    void nothingIsToldOfWhatTheMemberMayNotRead() {
        GroupId board = story.founds("Board", GroupAccess.CLOSED);
        story.joins(ana, board);
        ContributionId inside = story.posts(ana, board);
        story.replies(ben, inside);
        story.likes(ben, inside);
        story.features(ben, inside);
        story.posts(ben, board, WORDS, ana);
        tell();
        assertThat(of(ana).entries()).hasSize(4);

        story.leaves(ana, board);
        tell();
        assertThat(of(ana).entries()).isEmpty();
        assertThat(of(ana).unseen()).isEmpty();
    }

    @Test
    void nothingIsToldOfWhatIsHiddenWithdrawnOrTakenBack() {
        ContributionId post = story.posts(ana);
        ContributionId hidden = story.replies(ben, post);
        story.hides(hidden);
        ContributionId withdrawn = story.posts(ben, null, WORDS, ana);
        story.withdraws(withdrawn);
        story.retracts(story.likes(ben, post));
        story.features(ben, post);
        story.featuresNoLonger(ben, post);
        tell();
        assertThat(of(ana).entries()).isEmpty();

        story.restores(hidden);
        tell();
        assertThat(of(ana).entries()).extracting(Notification::kind).containsExactly(Kind.ANSWERED);
    }

    @Test
    void erasedGiverHasNoName() {
        story.likes(ben, story.posts(ana));
        story.erased(ben);
        tell();

        assertThat(of(ana).entries().getFirst().by()).extracting(Author::name).containsExactly("Erased member");
    }

    @Test
    void whatIsAddedAfterTheMarkIsUnseenAndUnread() {
        ContributionId post = story.posts(ana);
        story.at("2026-03-04T00:00:00Z").likes(ben, post);
        story.at("2026-03-05T00:00:00Z").welcomes(ben, ana);
        Instant then = Instant.parse("2026-03-05T00:00:00Z");
        String key = "appreciated." + post + ".LIKE";
        story.sees(ana, Instant.parse("2026-03-04T00:00:00Z"));
        story.reads(ana, key, then);
        tell();

        assertThat(of(ana).unseen()).isEqualTo(Map.of(Kind.WELCOMED, 1L));
        assertThat(of(ana).entries()).extracting(Notification::seen).containsExactly(false, true);
        assertThat(of(ana).entries()).extracting(Notification::read).containsExactly(false, true);

        story.sees(ana, then);
        story.at("2026-03-06T00:00:00Z").likes(cleo, post);
        tell();
        assertThat(of(ana).unseen()).isEqualTo(Map.of(Kind.APPRECIATED, 1L));
        assertThat(of(ana).entries()).extracting(Notification::seen).containsExactly(false, true);
        assertThat(of(ana).entries()).extracting(Notification::read).containsOnly(false);
    }

    @Test
    void unseenOnesAreCountedForEachKindUpToAHundred() {
        ContributionId post = story.at("2026-03-04T00:00:00Z").posts(ana);
        story.welcomes(ben, ana);
        story.likes(ben, post);
        story.at("2026-03-05T00:00:00Z");
        for (int i = 0; i < 101; i++) {
            story.replies(ben, post);
        }
        tell();

        assertThat(of(ana).unseen()).isEqualTo(Map.of(Kind.WELCOMED, 1L, Kind.APPRECIATED, 1L, Kind.ANSWERED, 100L));
    }

    @Test
    void whatIsRecordedAfterTheMarkIsUnseenAndUnreadHoweverLongAgoItHappened() {
        ContributionId post = story.at("2026-03-03T00:00:00Z").posts(ana);
        story.at("2026-03-06T00:00:00Z").likes(ben, post);
        story.thanks(ben, ana);
        story.welcomes(ben, ana);
        Instant mark = Instant.parse("2026-03-07T00:00:00Z");
        story.at(mark).sees(ana, mark);
        for (String key : List.of("appreciated." + post + ".LIKE", "appreciated.THANKS", "welcomed")) {
            story.reads(ana, key, mark);
        }
        tell();
        assertThat(of(ana).unseen()).isEmpty();
        assertThat(of(ana).entries()).allMatch(one -> one.seen() && one.read());

        ContributionId mention = story.at("2026-03-04T00:00:00Z").posts(cleo, null, WORDS, ana);
        ContributionId answer = story.replies(cleo, post);
        story.likes(cleo, post);
        story.thanks(cleo, ana);
        story.features(cleo, post);
        for (int batchSize : new int[] {1, 1000}) {
            readSide.fold(readSide.fresh(new FeedProjection()), story.log(), batchSize);

            assertThat(of(ana).unseen())
                    .isEqualTo(Map.of(Kind.MENTIONED, 1L, Kind.ANSWERED, 1L, Kind.APPRECIATED, 2L, Kind.FEATURED, 1L));
            assertThat(of(ana).entries())
                    .filteredOn(one -> !one.seen())
                    .extracting(Notification::key)
                    .containsExactlyInAnyOrder(
                            "mentioned." + mention,
                            "answered." + answer,
                            "appreciated." + post + ".LIKE",
                            "appreciated.THANKS",
                            "featured." + post);
            assertThat(of(ana).entries())
                    .filteredOn(Notification::read)
                    .extracting(Notification::key)
                    .containsExactly("welcomed");
        }

        story.sees(ana, mark.plusNanos(1000));
        tell();
        assertThat(of(ana).unseen()).isEmpty();
    }

    @Test
    void whatWasLikedOftenHidesNothingOlder() {
        ContributionId old = story.at("2026-03-03T00:00:00Z").posts(ana);
        story.likes(ben, old);
        ContributionId popular = story.at("2026-03-04T00:00:00Z").posts(ana);
        for (int i = 0; i < 120; i++) {
            story.someoneLikes(popular);
        }
        AppreciationId last = story.at("2026-03-06T00:00:00Z").likes(cleo, popular);
        story.at("2026-03-05T00:00:00Z").likes(ben, popular);
        story.retracts(last);
        for (int batchSize : new int[] {1, 1000}) {
            readSide.fold(readSide.fresh(new FeedProjection()), story.log(), batchSize);

            List<Notification> told = of(ana).entries();
            assertThat(told).extracting(Notification::count).containsExactly(121L, 1L);
            assertThat(told.getFirst().at()).isEqualTo("2026-03-05T00:00:00Z");
            assertThat(told.getFirst().by()).extracting(Author::handle).containsExactly("ben");
        }
    }

    @Test
    void pagesTogetherAreTheWholeList() {
        ContributionId post = story.at("2026-03-04T00:00:00Z").posts(ana);
        story.welcomes(ben, ana);
        for (int i = 0; i < 4; i++) {
            // All at one moment: the keys decide.
            story.replies(ben, post);
            story.posts(cleo, null, WORDS, ana);
            story.gives(ben, post, AppreciationKind.values()[i]);
        }
        tell();
        List<String> all = of(ana).entries().stream().map(Notification::key).toList();
        assertThat(all).hasSize(13).doesNotHaveDuplicates();

        List<String> paged = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            GetNotifications.Result page =
                    queries.handle(new GetNotifications(ana.value(), reader(ana), new Page(2, cursor, AsOf.NOW)));
            page.entries().forEach(one -> paged.add(one.key()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void onlyTheMemberAndTheOperatorReadThem() {
        story.welcomes(ben, ana);
        tell();

        assertThat(queries.handle(new GetNotifications(ana.value(), Reader.NOBODY, new Page(20, null, AsOf.NOW)))
                        .entries())
                .hasSize(1);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        queries.handle(new GetNotifications(ana.value(), reader(ben), new Page(20, null, AsOf.NOW))))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(403);
                    assertThat(refusal.code()).isEqualTo("NOTIFICATIONS_OF_ANOTHER");
                });
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> of(MemberId.of("018f3c1e-0000-7000-8000-000000000000")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("MEMBER_UNKNOWN"));
    }

    private void tell() {
        readSide.tell(new FeedProjection(), story);
    }

    private GetNotifications.Result of(MemberId member) {
        return queries.handle(new GetNotifications(member.value(), reader(member), new Page(20, null, AsOf.NOW)));
    }

    private static Reader reader(MemberId member) {
        return new Reader(member.value());
    }
}
