package org.geben.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.query.AllProjections;
import org.geben.query.AsOf;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.feed.Because.Reason;
import org.geben.query.feed.GetFeed.Scope;
import org.geben.query.generation.Fold;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HomeTest {
    private static final Content WORDS = Content.plain("Words");

    private final ReadSide readSide = ReadSide.shared();
    private final Story story = new Story();
    private final Feeds feeds = feeds("1/3");
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");
    private final MemberId cleo = story.joins("cleo");

    @Test
    void showsGroupsFollowedMembersAnswersAndMentionsTheNewestFirst() {
        GroupId bakers = story.founds("Bakers");
        GroupId others = story.founds("Others");
        story.joins(ana, bakers);
        story.follows(ana, cleo);
        ContributionId mine = story.at("2026-03-05T00:00:00Z").posts(ana);
        ContributionId inGroup = story.at("2026-03-06T00:00:00Z").posts(ben, bakers);
        ContributionId byFollowed = story.at("2026-03-07T00:00:00Z").posts(cleo);
        ContributionId answer = story.at("2026-03-08T00:00:00Z").replies(ben, mine);
        ContributionId mention = story.at("2026-03-09T00:00:00Z").posts(ben, null, WORDS, ana);
        story.posts(ben);
        story.posts(ben, others);
        story.replies(ben, inGroup);
        story.replies(ana, mine);
        tell();

        assertThat(home(ana).entries())
                .extracting(FeedEntry::id, FeedEntry::because)
                .containsExactly(
                        tuple(mention.value(), List.of(new Because(Reason.MENTIONED, null, null))),
                        tuple(answer.value(), List.of(new Because(Reason.ANSWERED_YOU, null, null))),
                        tuple(byFollowed.value(), List.of(new Because(Reason.FOLLOWED, null, cleo.value()))),
                        tuple(inGroup.value(), List.of(new Because(Reason.GROUP, bakers.value(), null))));
    }

    @Test
    void saysEveryReasonOnce() {
        GroupId bakers = story.founds("Bakers");
        GroupId cooks = story.founds("Cooks");
        story.joins(ana, bakers);
        story.joins(ana, cooks);
        story.follows(ana, ben);
        ContributionId post = story.posts(ben, bakers, WORDS, ana, ana);
        story.shares(ben, post, cooks);
        story.shares(ben, post, bakers);
        tell();

        assertThat(home(ana).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.because())
                        .containsExactlyInAnyOrder(
                                new Because(Reason.FOLLOWED, null, ben.value()),
                                new Because(Reason.GROUP, bakers.value(), null),
                                new Because(Reason.GROUP, cooks.value(), null),
                                new Because(Reason.MENTIONED, null, null)));
    }

    @Test
    void forgetsWhomTheReaderNoLongerFollowsAndWhoIsNoLongerMentioned() {
        ContributionId post = story.posts(ben, null, WORDS, ana);
        story.follows(ana, cleo);
        story.posts(cleo);
        story.followsNoLonger(ana, cleo);
        tell();
        assertThat(ids(home(ana))).containsExactly(post.value());

        story.revises(post, WORDS, cleo);
        tell();
        assertThat(ids(home(ana))).isEmpty();
        assertThat(ids(home(cleo))).containsExactly(post.value());
    }

    @Test
    void showsNothingThatTheReaderMayNotRead() {
        GroupId board = story.founds("Board", GroupAccess.CLOSED);
        GroupId party = story.founds("Party", GroupAccess.SECRET);
        GroupId bakers = story.founds("Bakers");
        story.joins(ana, board);
        story.joins(ana, bakers);
        story.joins(ben, bakers);
        story.follows(ben, ana);
        ContributionId mine = story.posts(ben, board);
        story.replies(ana, mine);
        story.posts(ana, party, WORDS, ben);
        ContributionId hidden = story.posts(ana, bakers);
        story.hides(hidden);
        ContributionId withdrawn = story.posts(ana, null, WORDS, ben);
        story.withdraws(withdrawn);
        tell();
        assertThat(ids(home(ben))).isEmpty();

        ContributionId shared = story.posts(ana, board);
        story.shares(ana, shared, bakers);
        tell();
        assertThat(ids(home(ben))).containsExactly(shared.value());
        assertThat(home(ben).entries().getFirst().because())
                .containsExactlyInAnyOrder(
                        new Because(Reason.FOLLOWED, null, ana.value()),
                        new Because(Reason.GROUP, bakers.value(), null));
    }

    @Test
    void showsNothingOfTheirGroupsToThoseWhoHaveLeftTheCommunity() {
        GroupId board = story.founds("Board", GroupAccess.CLOSED);
        story.joins(ana, board);
        story.posts(ben, board);
        tell();
        assertThat(ids(home(ana))).hasSize(1);

        story.suspended(ana);
        tell();
        assertThat(ids(home(ana))).isEmpty();
    }

    @Test
    void isUnknownOfWhoIsNoMember() {
        tell();
        MemberId nobody = MemberId.of("018f3c1e-0000-7000-8000-000000000000");

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> home(nobody)).satisfies(refusal -> {
            assertThat(refusal.status()).isEqualTo(404);
            assertThat(refusal.code()).isEqualTo("MEMBER_UNKNOWN");
        });
    }

    @Test
    void inclusiveOrderKeepsEveryThirdPlaceForThoseWhoAreEasilyOverlooked() {
        // Ben is thanked and no newcomer to writing; Cleo is new, and her post is old and quiet.
        ContributionId first = story.at("2026-03-03T00:00:00Z").posts(ben);
        story.likes(ana, first);
        ContributionId hers = story.at("2026-03-04T00:00:00Z").posts(cleo);
        List<UUID> newestFirst = new ArrayList<>();
        for (int day = 10; day < 15; day++) {
            newestFirst.addFirst(
                    story.at("2026-03-%dT00:00:00Z".formatted(day)).posts(ben).value());
        }
        tell();

        GetFeed.Result feed = community(Order.INCLUSIVE, 20, null);

        assertThat(ids(feed))
                .containsExactly(
                        newestFirst.get(0),
                        newestFirst.get(1),
                        hers.value(),
                        newestFirst.get(2),
                        newestFirst.get(3),
                        first.value(),
                        newestFirst.get(4));
        assertThat(feed.entries().get(2).because())
                .extracting(Because::reason)
                .containsExactly(Reason.COMMUNITY, Reason.NEWCOMERS_FIRST, Reason.NEVER_THANKED);
        assertThat(feed.entries().get(5).because())
                .extracting(Because::reason)
                .containsExactly(Reason.COMMUNITY, Reason.NEWCOMERS_FIRST);
    }

    @Test
    void conversationMovesForwardByADayAtMost() {
        ContributionId talkedAbout = story.at("2026-03-03T00:00:00Z").posts(ben);
        for (int i = 0; i < 30; i++) {
            story.replies(ana, talkedAbout);
        }
        ContributionId within = story.at("2026-03-03T23:59:59Z").posts(ben);
        ContributionId behind = story.at("2026-03-04T00:00:01Z").posts(ben);
        story.likes(ana, behind);
        tell();

        assertThat(ids(community(Order.INCLUSIVE, 20, null)))
                .containsExactly(behind.value(), talkedAbout.value(), within.value());
    }

    @Test
    void pagesOfTheInclusiveOrderAreThoseOfTheFirstMoment() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(story.at("2026-03-1%dT00:00:00Z".formatted(i))
                    .asks(i % 2 == 0 ? ana : ben)
                    .value());
        }
        Fold fold = readSide.fresh(new FeedProjection());
        readSide.fold(fold, story.log(), 1000);

        List<UUID> seen = inclusivePages(
                3, fold, shown -> story.at("2026-03-20T12:00:00.000001Z").posts(cleo));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void whatIsSaidAndGivenBetweenPagesOfTheInclusiveOrderMovesNothing() {
        List<ContributionId> posts = new ArrayList<>();
        List<MemberId> authors = List.of(ana, ben, cleo, story.joins("dan"), story.joins("eva"), story.joins("fay"));
        for (int day = 8; day < 20; day++) {
            story.at("2026-03-%02dT00:00:00Z".formatted(day));
            MemberId author = authors.get(day % 6);
            posts.add(day % 2 == 0 ? story.asks(author) : story.posts(author));
        }
        Fold fold = readSide.fresh(new FeedProjection());
        readSide.fold(fold, story.log(), 1000);
        List<UUID> whole = ids(community(Order.INCLUSIVE, 20, null));

        List<UUID> seen = inclusivePages(2, fold, shown -> {
            story.at("2026-03-20T12:00:01Z");
            // Each answers a question, thanks an author for the first time, and moves what has not been shown forward.
            ContributionId other = posts.get(shown % 12);
            MemberId giver = story.joins("giver" + shown);
            for (ContributionId post : List.of(posts.getFirst(), other)) {
                story.replies(giver, post);
                story.likes(giver, post);
            }
        });

        assertThat(whole).hasSize(12);
        assertThat(seen).isEqualTo(whole);
    }

    @Test
    void whatIsToldLateIsShownOnceAndHidesNothing() {
        List<ContributionId> posts = new ArrayList<>();
        for (int day = 8; day < 20; day++) {
            posts.add(story.at("2026-03-%02dT00:00:00Z".formatted(day)).posts(day % 2 == 0 ? ana : ben));
        }
        Fold fold = readSide.fresh(new FeedProjection());
        readSide.fold(fold, story.log(), 1000);
        List<UUID> expected =
                new ArrayList<>(posts.stream().map(ContributionId::value).toList());

        List<UUID> seen = inclusivePages(2, fold, shown -> {
            if (shown <= 8) {
                // Of a moment before the first page was read: something new, and thanks that move others over the
                // shown.
                story.at("2026-03-20T11:59:59Z");
                expected.add(story.posts(cleo).value());
                for (int i = 0; i < 4; i++) {
                    story.likes(cleo, posts.get((shown + i) % 12));
                }
            }
        });

        assertThat(seen).hasSize(16).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void busyFeedKeepsPlacesForWhoIsOverlookedBehindItsNewest() {
        List<UUID> overlooked = overlookedBehindBusyDays(null);
        Fold fold = readSide.fresh(new FeedProjection());
        readSide.fold(fold, story.log(), 1000);

        List<UUID> first = ids(community(Order.INCLUSIVE, 12, null));
        assertThat(List.of(first.get(2), first.get(5), first.get(8), first.get(11)))
                .isEqualTo(overlooked);
        assertThat(inclusivePages(
                        90, fold, shown -> story.at("2026-03-20T11:00:00Z").posts(ben)))
                .hasSize(InclusiveOrder.MOST + overlooked.size() + 2)
                .doesNotHaveDuplicates()
                .containsAll(overlooked);
    }

    @Test
    void homesAndGroupsKeepSuchPlacesToo() {
        GroupId bakers = story.founds("Bakers");
        story.joins(ana, bakers);
        List<UUID> overlooked = overlookedBehindBusyDays(bakers);
        tell();

        for (Scope scope : List.of(new Scope.Home(ana.value()), new Scope.OfGroup(bakers.value()))) {
            List<UUID> first = ids(inclusive(scope, "1/3", 12));
            assertThat(List.of(first.get(2), first.get(5), first.get(8), first.get(11)))
                    .isEqualTo(overlooked);
            assertThat(ids(inclusive(scope, "1/1", 4))).isEqualTo(overlooked);
            assertThat(ids(inclusive(scope, "0/1", 100))).doesNotContainAnyElementsOf(overlooked);
        }
    }

    @Test
    void whatIsToldLateHidesNobodyWhoIsOverlookedBehindTheNewest() {
        List<UUID> overlooked = overlookedBehindBusyDays(null);
        Fold fold = readSide.fresh(new FeedProjection());
        readSide.fold(fold, story.log(), 1000);

        List<UUID> seen = inclusivePages(8, fold, shown -> {
            if (shown == 8) {
                // Enough to be looked at instead of those that have not been shown, and to take their places.
                MemberId eager = story.at("2026-03-01T00:00:00Z").joins("eager");
                for (int i = 0; i < InclusiveOrder.FARTHER; i++) {
                    story.at("2026-03-06T%02d:%02d:00Z".formatted(i / 60, i % 60));
                    story.posts(i < InclusiveOrder.MOST / 3 ? eager : ben);
                }
            }
        });

        assertThat(seen).doesNotHaveDuplicates().containsAll(overlooked);
    }

    /** What is overlooked behind as many newer ones as may take any place, the newest first. */
    private List<UUID> overlookedBehindBusyDays(@Nullable GroupId group) {
        List<UUID> overlooked = new ArrayList<>();
        for (int day = 1; day <= 3; day++) {
            story.at("2026-03-0%dT00:00:00Z".formatted(day));
            overlooked.addFirst(story.posts(story.joins("quiet" + day), group).value());
        }
        ContributionId hisFirst = story.at("2026-03-05T00:00:00Z").posts(ben, group);
        overlooked.addFirst(hisFirst.value());
        story.likes(ana, hisFirst);
        for (int i = 0; i < InclusiveOrder.MOST + 20; i++) {
            story.at("2026-03-10T%02d:%02d:00Z".formatted(i / 60, i % 60)).posts(ben, group);
        }
        return overlooked;
    }

    private GetFeed.Result inclusive(Scope scope, String share, int limit) {
        return feeds(share).handle(new GetFeed(scope, Order.INCLUSIVE, Reader.NOBODY, new Page(limit, null, AsOf.NOW)));
    }

    @Test
    void brokenCursorOfTheInclusiveOrderIsRefused() {
        tell();
        Page page = new Page(20, null, AsOf.NOW);
        String moment = "2026-03-20T12:00:00Z";
        for (String cursor : List.of(
                Cursor.write("inclusive", page, moment, 20, "-", "-", moment, ana),
                Cursor.write("inclusive", page, moment, moment, moment, "abcd"),
                Cursor.write("inclusive", page, moment, "+999999999-12-31T23:59:59Z", moment, ""),
                Cursor.write("feed", page, moment, ana))) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> community(Order.INCLUSIVE, 20, cursor))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("CURSOR_BROKEN"));
        }
    }

    @Test
    void inclusiveOrderEndsThirtyDaysBeforeItsMoment() {
        story.at("2026-02-18T12:00:00Z").posts(ana);
        ContributionId inside = story.at("2026-02-18T12:00:00.000001Z").posts(ana);
        tell();

        assertThat(ids(community(Order.INCLUSIVE, 20, null))).containsExactly(inside.value());
    }

    /** @param between what happens behind each page, of which so many entries have been shown until then */
    private List<UUID> inclusivePages(int limit, Fold fold, IntConsumer between) {
        List<UUID> seen = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            GetFeed.Result page = community(Order.INCLUSIVE, limit, cursor);
            seen.addAll(ids(page));
            cursor = page.next();
            int before = story.log().size();
            between.accept(seen.size());
            readSide.fold(fold, story.log().subList(before, story.log().size()), 1000);
        } while (cursor != null);
        return seen;
    }

    private Feeds feeds(String share) {
        Clock noon = Clock.fixed(Instant.parse("2026-03-20T12:00:00Z"), ZoneOffset.UTC);
        return new Feeds(readSide.views(story, noon, AllProjections.FOUND), new FeedSettings(share));
    }

    private void tell() {
        readSide.tell(new FeedProjection(), story);
    }

    private GetFeed.Result home(MemberId reader) {
        return feeds.handle(
                new GetFeed(new Scope.Home(reader.value()), new Reader(reader.value()), new Page(20, null, AsOf.NOW)));
    }

    private GetFeed.Result community(Order order, int limit, @Nullable String cursor) {
        return feeds.handle(
                new GetFeed(new Scope.Community(), order, Reader.NOBODY, new Page(limit, cursor, AsOf.NOW)));
    }

    private static List<UUID> ids(GetFeed.Result feed) {
        return feed.entries().stream().map(FeedEntry::id).toList();
    }
}
