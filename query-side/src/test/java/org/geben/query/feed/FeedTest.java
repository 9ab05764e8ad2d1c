package org.geben.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.TextFormat;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.query.AsOf;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.Fold;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final Page FIRST = new Page(1, null, AsOf.NOW);

    private final ReadSide readSide = ReadSide.shared();
    private final Feeds feeds = new Feeds(readSide.views(), new FeedSettings("1/3"));
    private final FeedQueries queries = new FeedQueries(readSide.views());
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");

    @Test
    void communityFeedShowsVisibleRootsNewestFirstWhateverTheOrderOfTheLog() {
        ContributionId late = story.at("2026-03-05T10:00:00Z").posts(ana);
        ContributionId early = story.at("2026-03-04T10:00:00Z").asks(ben);
        ContributionId gone = story.at("2026-03-06T10:00:00Z").posts(ben);
        story.replies(ana, early);
        story.withdraws(gone);
        tell();

        GetFeed.Result feed = community(20, null);

        assertThat(ids(feed)).containsExactly(late.value(), early.value());
        assertThat(feed.next()).isNull();
        assertThat(feed.origin().position()).isEqualTo(story.position());
        assertThat(feed.origin().generation()).startsWith("feed-");
    }

    @Test
    void entryTellsAllThatAReaderNeeds() {
        GroupId bakers = story.founds("Bakers");
        ContributionId post = story.at("2026-03-05T10:00:00.123456Z").posts(ana, bakers);
        ContributionId reply = story.at("2026-03-05T11:00:00Z").replies(ben, post);
        story.replies(ana, reply);
        story.likes(ben, post);
        story.someoneLikes(post);
        story.gives(ben, post, AppreciationKind.THANKS);
        story.renames(ana, "anna", "Anna");
        story.leaves(ana);
        tell();

        FeedEntry entry = community(20, null).entries().getFirst();

        assertThat(entry.author()).isEqualTo(new FeedEntry.Author(ana.value(), "anna", "Anna", false));
        assertThat(entry.group()).isEqualTo(new FeedEntry.InGroup(bakers.value(), "Bakers"));
        assertThat(entry.kind()).isEqualTo("POST");
        assertThat(entry.title()).isEqualTo("Title");
        assertThat(entry.text()).isEqualTo("Post, with {\"odd\\\" characters}");
        assertThat(entry.tags()).containsExactly("a b", "\"q\"");
        assertThat(entry.publishedAt()).isEqualTo("2026-03-05T10:00:00.123456Z");
        assertThat(entry.revisedAt()).isNull();
        assertThat(entry.inReplyTo()).isNull();
        assertThat(entry.root()).isEqualTo(post.value());
        assertThat(entry.replies()).isEqualTo(2);
        assertThat(entry.appreciations()).isEqualTo(Map.of("LIKE", 2L, "THANKS", 1L));
    }

    @Test
    void groupFeedShowsTheGroupsThreadsOnly() {
        GroupId bakers = story.founds("Bakers");
        story.joins(ana, bakers);
        story.joins(ben, bakers);
        story.leaves(ben, bakers);
        ContributionId inside = story.posts(ana, bakers);
        story.posts(ana);
        tell();

        GetFeed.Result feed = feed(new GetFeed.Scope.OfGroup(bakers.value()));

        assertThat(ids(feed)).containsExactly(inside.value());
        GetGroup.Result group = queries.handle(new GetGroup(bakers.value(), AsOf.NOW));
        assertThat(group.name()).isEqualTo("Bakers");
        assertThat(group.members()).isEqualTo(1);
    }

    @Test
    void groupCountsThoseWhoHaveNotLeftTheCommunity() {
        GroupId bakers = story.founds("Bakers");
        MemberId cleo = story.joins("cleo");
        MemberId dan = story.joins("dan");
        story.joins(ana, bakers);
        story.joins(ben, bakers);
        story.joins(cleo, bakers);
        Fold fold = readSide.fresh(new FeedProjection());
        readSide.fold(fold, story.log(), 1000);

        assertThat(membersAfter(fold, bakers, () -> story.leaves(ana))).isEqualTo(2);
        // Ana leaves the group while she is away, and comes back to the community only.
        assertThat(membersAfter(fold, bakers, () -> {
                    story.leaves(ben);
                    story.leaves(ana, bakers);
                }))
                .isEqualTo(1);
        assertThat(membersAfter(fold, bakers, () -> {
                    story.returns(ana);
                    story.returns(ben);
                }))
                .isEqualTo(2);
        assertThat(membersAfter(fold, bakers, () -> {
                    story.joins(dan, bakers);
                    story.leaves(dan);
                    story.leaves(cleo);
                    story.leaves(cleo, bakers);
                    story.leaves(ben);
                    story.returns(ben);
                }))
                .isEqualTo(1);
        assertThat(membersAfter(fold, bakers, () -> story.returns(dan))).isEqualTo(2);
    }

    private long membersAfter(Fold fold, GroupId group, Runnable chapter) {
        int before = story.log().size();
        chapter.run();
        readSide.fold(fold, story.log().subList(before, story.log().size()), 1000);
        return queries.handle(new GetGroup(group.value(), AsOf.NOW)).members();
    }

    @Test
    void memberFeedShowsRepliesToo() {
        ContributionId question = story.at("2026-03-05T10:00:00Z").asks(ana);
        ContributionId answer = story.at("2026-03-05T11:00:00Z").replies(ben, question);
        ContributionId post = story.at("2026-03-05T12:00:00Z").posts(ben);
        story.withdraws(story.posts(ben));
        tell();

        assertThat(ids(feed(new GetFeed.Scope.OfMember(ben.value())))).containsExactly(post.value(), answer.value());
    }

    @Test
    void withdrawnContributionHasNoWordsLeftButItsReplies() {
        ContributionId post = story.posts(ana);
        ContributionId reply = story.replies(ben, post);
        ContributionId secondReply = story.replies(ana, post);
        story.revises(post, "Better words");
        story.withdraws(post);
        story.withdraws(secondReply);
        tell();

        GetContribution.Result result = contribution(post);

        assertThat(result.contribution().withdrawn()).isTrue();
        assertThat(result.contribution().title()).isNull();
        assertThat(result.contribution().text()).isNull();
        assertThat(result.contribution().tags()).isEmpty();
        assertThat(result.contribution().replies()).isEqualTo(1);
        assertThat(result.replies()).extracting(FeedEntry::id).containsExactly(reply.value());
    }

    @Test
    void lastRevisionAndLastAcceptedAnswerCount() {
        ContributionId question = story.asks(ana);
        ContributionId first = story.replies(ben, question);
        ContributionId second = story.replies(ben, question);
        story.at("2026-03-07T00:00:00Z").revises(question, "Once");
        story.at("2026-03-08T00:00:00Z").revises(question, "Twice");
        story.accepts(question, first);
        story.accepts(question, second);
        tell();

        FeedEntry entry = contribution(question).contribution();

        assertThat(entry.text()).isEqualTo("Twice");
        assertThat(entry.title()).isEqualTo("Revised");
        assertThat(entry.format()).isEqualTo("HTML");
        assertThat(entry.revisedAt()).isEqualTo("2026-03-08T00:00:00Z");
        assertThat(entry.acceptedAnswer()).isEqualTo(second.value());
    }

    @Test
    void acceptedAnswerThatIsWithdrawnIsAcceptedNoLonger() {
        ContributionId question = story.asks(ana);
        ContributionId first = story.replies(ben, question);
        ContributionId second = story.replies(ben, question);
        story.accepts(question, first);
        story.accepts(question, second);
        story.withdraws(second);
        ContributionId other = story.asks(ana);
        ContributionId withdrawnBefore = story.replies(ben, other);
        story.withdraws(withdrawnBefore);
        story.accepts(other, withdrawnBefore);
        ContributionId settled = story.asks(ana);
        ContributionId replaced = story.replies(ben, settled);
        ContributionId visible = story.replies(ben, settled);
        story.accepts(settled, replaced);
        story.accepts(settled, visible);
        story.withdraws(replaced);

        for (int batchSize : new int[] {1, 1000}) {
            readSide.fold(readSide.fresh(new FeedProjection()), story.log(), batchSize);
            assertThat(contribution(question).contribution().acceptedAnswer()).isNull();
            assertThat(contribution(other).contribution().acceptedAnswer()).isNull();
            assertThat(contribution(settled).contribution().acceptedAnswer()).isEqualTo(visible.value());
        }
    }

    @Test
    void hiddenContributionIsOutOfSightUntilItIsRestored() {
        ContributionId question = story.asks(ana);
        ContributionId answer = story.replies(ben, question);
        ContributionId nested = story.replies(ana, answer);
        story.accepts(question, answer);
        story.hides(answer);
        ContributionId post = story.posts(ben);
        story.hides(post);
        ContributionId goneWhileHidden = story.posts(ben);
        story.hides(goneWhileHidden);
        story.withdraws(goneWhileHidden);

        for (int batchSize : new int[] {1, 1000}) {
            readSide.fold(readSide.fresh(new FeedProjection()), story.log(), batchSize);

            assertThat(ids(community(20, null))).containsExactly(question.value());
            assertThat(ids(feed(new GetFeed.Scope.OfMember(ben.value())))).isEmpty();
            assertThat(contribution(question).replies())
                    .extracting(FeedEntry::id)
                    .containsExactly(nested.value());
            assertThat(contribution(question).contribution().replies()).isEqualTo(1);
            assertThat(contribution(question).contribution().acceptedAnswer()).isNull();
            FeedEntry hidden = contribution(post).contribution();
            assertThat(hidden.hidden()).isTrue();
            assertThat(hidden.title()).isNull();
            assertThat(hidden.text()).isNull();
            assertThat(hidden.tags()).isEmpty();
            assertThat(contributionsOf(ben)).isZero();
        }

        story.restores(answer);
        story.restores(post);
        tell();

        assertThat(ids(community(20, null))).containsExactly(post.value(), question.value());
        assertThat(contribution(question).contribution().replies()).isEqualTo(2);
        assertThat(contribution(question).contribution().acceptedAnswer()).isEqualTo(answer.value());
        assertThat(contribution(post).contribution().text()).startsWith("Post");
        assertThat(contributionsOf(ben)).isEqualTo(2);
    }

    private long contributionsOf(MemberId member) {
        return queries.handle(new GetMember(member.value(), AsOf.NOW)).counts().contributions();
    }

    @Test
    void onlyMembersReadWhatIsSaidInAClosedGroup() {
        GroupId board = story.founds("Board", GroupAccess.CLOSED);
        story.joins(ana, board);
        story.asks(ben, board);
        ContributionId inside = story.posts(ana, board);
        ContributionId reply = story.replies(ana, inside);
        ContributionId outside = story.at("2026-03-01T00:00:00Z").posts(ana);
        tell();
        GetFeed.Scope ofBoard = new GetFeed.Scope.OfGroup(board.value());
        GetFeed.Scope ofAna = new GetFeed.Scope.OfMember(ana.value());

        assertThat(ids(feed(ofBoard, ana))).containsExactly(inside.value());
        assertThat(ids(feed(ofAna, ana))).containsExactly(reply.value(), inside.value(), outside.value());
        assertThat(ids(feed(new GetFeed.Scope.Community(), ana))).containsExactly(inside.value(), outside.value());
        assertThat(contribution(inside, ana).replies())
                .extracting(FeedEntry::id)
                .containsExactly(reply.value());
        for (@Nullable MemberId other : Arrays.<@Nullable MemberId>asList(ben, null)) {
            assertRefused(403, "GROUP_MEMBERSHIP_REQUIRED", () -> feed(ofBoard, other));
            assertRefused(403, "GROUP_MEMBERSHIP_REQUIRED", () -> contribution(inside, other));
            assertRefused(403, "GROUP_MEMBERSHIP_REQUIRED", () -> contribution(reply, other));
            assertThat(ids(feed(ofAna, other))).containsExactly(outside.value());
            assertThat(ids(feed(new GetFeed.Scope.Community(), other))).containsExactly(outside.value());
            assertThat(group(board, other).name()).isEqualTo("Board");
        }
    }

    @Test
    void whoHasLeftTheGroupOrTheCommunityReadsItNoLonger() {
        GroupId board = story.founds("Board", GroupAccess.CLOSED);
        story.joins(ana, board);
        story.joins(ben, board);
        ContributionId inside = story.posts(ana, board);
        story.leaves(ana, board);
        story.leaves(ben);
        tell();

        assertRefused(403, "GROUP_MEMBERSHIP_REQUIRED", () -> contribution(inside, ana));
        assertRefused(403, "GROUP_MEMBERSHIP_REQUIRED", () -> contribution(inside, ben));
    }

    @Test
    void secretGroupIsUnknownToThoseWhoAreNotInIt() {
        GroupId party = story.founds("Party", GroupAccess.SECRET);
        story.joins(ana, party);
        ContributionId inside = story.posts(ana, party);
        tell();

        assertThat(group(party, ana).access()).isEqualTo("SECRET");
        assertThat(ids(feed(new GetFeed.Scope.OfGroup(party.value()), ana))).containsExactly(inside.value());
        assertNotFound("GROUP_UNKNOWN", () -> group(party, ben));
        assertNotFound("GROUP_UNKNOWN", () -> feed(new GetFeed.Scope.OfGroup(party.value()), ben));
        assertNotFound("CONTRIBUTION_UNKNOWN", () -> contribution(inside, ben));
        assertThat(ids(community(20, null))).isEmpty();
    }

    @Test
    void whatIsSharedIsReadInTheOtherGroupToo() {
        GroupId bakers = story.founds("Bakers");
        GroupId party = story.founds("Party", GroupAccess.SECRET);
        story.joins(ana, party);
        ContributionId late = story.at("2026-03-06T00:00:00Z").posts(ana, party);
        ContributionId reply = story.replies(ana, late);
        ContributionId between = story.at("2026-03-05T00:00:00Z").posts(ben, bakers);
        ContributionId early = story.at("2026-03-04T00:00:00Z").posts(ben);
        ContributionId hidden = story.posts(ben);
        story.shares(ana, late, bakers);
        story.shares(ben, early, bakers);
        story.shares(ben, hidden, bakers);
        story.hides(hidden);
        tell();
        GetFeed.Scope ofBakers = new GetFeed.Scope.OfGroup(bakers.value());

        assertThat(ids(feed(ofBakers))).containsExactly(late.value(), between.value(), early.value());
        GetFeed.Result page = feeds.handle(new GetFeed(ofBakers, new Page(2, null, AsOf.NOW)));
        assertThat(ids(page)).containsExactly(late.value(), between.value());
        assertThat(ids(feeds.handle(new GetFeed(ofBakers, new Page(2, page.next(), AsOf.NOW)))))
                .containsExactly(early.value());
        assertThat(ids(community(20, null))).containsExactly(late.value(), between.value(), early.value());
        assertThat(contribution(late, ben).contribution().group()).isNull();
        assertThat(contribution(late, ana).contribution().group())
                .isEqualTo(new FeedEntry.InGroup(party.value(), "Party"));
        assertThat(contribution(late, ben).replies()).isEmpty();
        assertNotFound("CONTRIBUTION_UNKNOWN", () -> contribution(reply, ben));
    }

    @Test
    void groupIsAsItWasDescribedLast() {
        GroupId group = story.founds("Bakers");
        ContributionId inside = story.posts(ben, group);
        story.describes(group, "Kitchen", GroupAccess.CLOSED, null);
        story.archives(group);
        tell();

        GetGroup.Result described = group(group, null);

        assertThat(described.name()).isEqualTo("Kitchen");
        assertThat(described.purpose()).isEqualTo("About Kitchen");
        assertThat(described.access()).isEqualTo("CLOSED");
        assertThat(described.posting()).isEqualTo("MEMBERS");
        assertThat(described.archived()).isTrue();
        assertRefused(403, "GROUP_MEMBERSHIP_REQUIRED", () -> contribution(inside, ana));
    }

    @Test
    void entryTellsWhetherItIsFeaturedAndWhatItPointsTo() {
        ContributionId post = story.posts(ana);
        ContributionId other = story.posts(ana);
        story.features(ben, post);
        story.features(ben, other);
        story.featuresNoLonger(ben, other);
        story.revises(
                post,
                new Content(null, "Ben!", TextFormat.PLAIN, List.of(), "de", List.of("https://example.org")),
                ben);
        tell();

        FeedEntry entry = contribution(post).contribution();

        assertThat(entry.featured()).isTrue();
        assertThat(entry.language()).isEqualTo("de");
        assertThat(entry.links()).containsExactly("https://example.org");
        assertThat(entry.mentions()).containsExactly(ben.toString());
        assertThat(contribution(other).contribution().featured()).isFalse();
    }

    @Test
    void appreciationTakenBackAndGivenAgainCountsOnce() {
        ContributionId post = story.posts(ana);
        AppreciationId like = story.likes(ben, post);
        story.retracts(like);
        story.givesAgain(like);
        AppreciationId thanks = story.gives(ben, post, AppreciationKind.THANKS);
        story.retracts(thanks);
        story.thanks(ben, ana);
        tell();

        assertThat(contribution(post).contribution().appreciations()).isEqualTo(Map.of("LIKE", 1L));
        assertThat(queries.handle(new GetMember(ben.value(), AsOf.NOW)).counts())
                .isEqualTo(new GetMember.Counts(0, 2, 0));
        assertThat(queries.handle(new GetMember(ana.value(), AsOf.NOW)).counts())
                .isEqualTo(new GetMember.Counts(1, 0, 2));
    }

    @Test
    void disallowedAppreciationNoLongerCountsAndAChangedRatingCountsOnce() {
        ContributionId post = story.posts(ana);
        AppreciationId bought = story.likes(ben, post);
        AppreciationId rating = story.gives(ben, post, AppreciationKind.RATING);
        story.changes(rating, 5);
        story.disallows(bought);
        tell();

        assertThat(contribution(post).contribution().appreciations()).isEqualTo(Map.of("RATING", 1L));
        assertThat(queries.handle(new GetMember(ana.value(), AsOf.NOW)).counts())
                .isEqualTo(new GetMember.Counts(1, 0, 1));
    }

    @Test
    void laterBatchRetractsWhatAnEarlierOneGave() {
        ContributionId post = story.posts(ana);
        AppreciationId like = story.likes(ben, post);
        Fold fold = readSide.fresh(new FeedProjection());
        readSide.fold(fold, story.log(), 1000);
        int before = story.log().size();
        story.retracts(like);
        story.withdraws(post);
        readSide.fold(fold, story.log().subList(before, story.log().size()), 1000);

        assertThat(contribution(post).contribution().appreciations()).isEmpty();
        assertThat(queries.handle(new GetMember(ana.value(), AsOf.NOW)).counts())
                .isEqualTo(new GetMember.Counts(0, 0, 0));
    }

    @Test
    void memberWhoReturnsIsPresent() {
        story.leaves(ana);
        story.returns(ana);
        story.leaves(ben);
        tell();

        assertThat(queries.handle(new GetMember(ana.value(), AsOf.NOW)).present())
                .isTrue();
        assertThat(queries.handle(new GetMember(ben.value(), AsOf.NOW)).present())
                .isFalse();
    }

    @Test
    void pagesNeitherRepeatNorSkipWhileNewEntriesArrive() {
        List<UUID> newestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Three entries share each moment: their ids decide.
            newestFirst.addFirst(story.at("2026-03-0%dT10:00:00Z".formatted(3 + i / 3))
                    .posts(ana)
                    .value());
        }
        Fold fold = readSide.fresh(new FeedProjection());
        readSide.fold(fold, story.log(), 1000);

        List<UUID> seen = new ArrayList<>();
        String cursor = null;
        do {
            GetFeed.Result page = community(2, cursor);
            seen.addAll(ids(page));
            cursor = page.next();
            int before = story.log().size();
            story.at("2026-03-09T10:00:00Z").posts(ben);
            readSide.fold(fold, story.log().subList(before, story.log().size()), 1000);
        } while (cursor != null);

        assertThat(seen).isEqualTo(newestFirst);
    }

    @Test
    void repliesArePagedOldestFirst() {
        ContributionId post = story.posts(ana);
        ContributionId first = story.at("2026-03-03T00:00:00Z").replies(ben, post);
        ContributionId nested = story.at("2026-03-04T00:00:00Z").replies(ana, first);
        ContributionId last = story.at("2026-03-05T00:00:00Z").replies(ben, post);
        tell();

        GetContribution.Result page = queries.handle(new GetContribution(post.value(), new Page(2, null, AsOf.NOW)));
        GetContribution.Result rest =
                queries.handle(new GetContribution(post.value(), new Page(2, page.next(), AsOf.NOW)));

        assertThat(page.replies()).extracting(FeedEntry::id).containsExactly(first.value(), nested.value());
        assertThat(rest.replies()).extracting(FeedEntry::id).containsExactly(last.value());
        assertThat(rest.next()).isNull();
        assertThat(contribution(first).replies()).extracting(FeedEntry::id).containsExactly(nested.value());
        assertThat(contribution(first).contribution().replies()).isEqualTo(1);
    }

    @Test
    void brokenCursorIsRefused() {
        tell();
        String ofReplies = Cursor.write("replies", FIRST, "2026-03-04T00:00:00Z", ana);
        String beyondTime = Cursor.write("feed", FIRST, "+999999999-12-31T23:59:59Z", ana);

        for (String cursor : List.of("", "%%%", "YWJj", ofReplies, beyondTime)) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> community(20, cursor))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("CURSOR_BROKEN"));
        }
    }

    @Test
    void unknownIdsAreNotFound() {
        tell();
        UUID unknown = UUID.fromString("018f3c1e-0000-7000-8000-000000000000");

        assertNotFound("CONTRIBUTION_UNKNOWN", () -> contribution(new ContributionId(unknown)));
        assertNotFound("MEMBER_UNKNOWN", () -> queries.handle(new GetMember(unknown, AsOf.NOW)));
        assertNotFound("MEMBER_UNKNOWN", () -> feed(new GetFeed.Scope.OfMember(unknown)));
        assertNotFound("GROUP_UNKNOWN", () -> queries.handle(new GetGroup(unknown, AsOf.NOW)));
        assertNotFound("GROUP_UNKNOWN", () -> feed(new GetFeed.Scope.OfGroup(unknown)));
    }

    private static void assertNotFound(String code, Runnable query) {
        assertRefused(404, code, query);
    }

    private static void assertRefused(int status, String code, Runnable query) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(query::run).satisfies(refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.code()).isEqualTo(code);
        });
    }

    @Test
    void wordsRecordedBehindTheirErasureAreNotReadEither() {
        ContributionId before = story.posts(ana);
        Fold fold = readSide.fresh(new FeedProjection());
        readSide.fold(fold, story.log(), 1000);
        int erasure = story.log().size();
        story.wordsErased(ana);
        readSide.fold(fold, story.log().subList(erasure, story.log().size()), 1000);
        int behind = story.log().size();
        ContributionId late = story.posts(ana);
        story.revises(before, "Words that were on their way");
        ContributionId other = story.posts(ben);
        readSide.fold(fold, story.log().subList(behind, story.log().size()), 1000);

        for (ContributionId erased : List.of(before, late)) {
            assertThat(contribution(erased).contribution().text()).isEqualTo("[erased]");
            assertThat(contribution(erased).contribution().title()).isNull();
        }
        assertThat(contribution(other).contribution().text()).startsWith("Post");
    }

    @Test
    void erasureTakesTheWordsOfWhatIsHiddenToo() {
        ContributionId hidden = story.posts(ana);
        story.hides(hidden);
        story.wordsErased(ana);
        story.restores(hidden);
        for (int batchSize : new int[] {1, 1000}) {
            readSide.fold(readSide.fresh(new FeedProjection()), story.log(), batchSize);

            assertThat(contribution(hidden).contribution().text()).isEqualTo("[erased]");
        }
    }

    private void tell() {
        readSide.tell(new FeedProjection(), story);
    }

    private GetFeed.Result community(int limit, @Nullable String cursor) {
        return feeds.handle(new GetFeed(new GetFeed.Scope.Community(), new Page(limit, cursor, AsOf.NOW)));
    }

    private GetFeed.Result feed(GetFeed.Scope scope) {
        return feeds.handle(new GetFeed(scope, new Page(20, null, AsOf.NOW)));
    }

    private GetFeed.Result feed(GetFeed.Scope scope, @Nullable MemberId reader) {
        return feeds.handle(new GetFeed(scope, reader(reader), new Page(20, null, AsOf.NOW)));
    }

    private GetContribution.Result contribution(ContributionId id, @Nullable MemberId reader) {
        return queries.handle(new GetContribution(id.value(), reader(reader), new Page(20, null, AsOf.NOW)));
    }

    private GetGroup.Result group(GroupId id, @Nullable MemberId reader) {
        return queries.handle(new GetGroup(id.value(), reader(reader), AsOf.NOW));
    }

    private static Reader reader(@Nullable MemberId member) {
        return member == null ? Reader.NOBODY : new Reader(member.value());
    }

    private GetContribution.Result contribution(ContributionId id) {
        return queries.handle(new GetContribution(id.value(), new Page(20, null, AsOf.NOW)));
    }

    private static List<UUID> ids(GetFeed.Result feed) {
        return feed.entries().stream().map(FeedEntry::id).toList();
    }
}
