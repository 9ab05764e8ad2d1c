package org.geben.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.query.AllProjections;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.RandomStory;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.feed.GetFeed.Scope;
import org.geben.query.feed.PlainFeeds.Shown;
import org.geben.query.generation.ReadSide;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;

/** All pages together say what loops over the events make of it, whoever reads, in both orders. */
class PlainFeedsTest {
    private static final Instant MOMENT = Instant.parse("2026-04-20T12:00:00Z");

    private final ReadSide readSide = ReadSide.shared();

    @Property(tries = 12)
    void homeIsWhatConcernsTheReaderAndSaysWhy(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int limit) {
        Story story = RandomStory.of(seed, 250);
        PlainFeeds plain = new PlainFeeds(story.log());
        Feeds feeds = feeds(story);
        for (MemberId reader : plain.members()) {
            Scope home = new Scope.Home(reader.value());
            assertThat(pages(feeds, home, Order.LATEST, reader, limit)).isEqualTo(plain.home(reader));
            assertThat(pages(feeds, home, Order.INCLUSIVE, reader, limit))
                    .isEqualTo(plain.inclusive(plain.home(reader), reader, MOMENT));
        }
    }

    @Property(tries = 8)
    void communityMembersAndGroupsAreWhatTheReaderMayRead(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int limit) {
        Story story = RandomStory.of(seed, 250);
        PlainFeeds plain = new PlainFeeds(story.log());
        Feeds feeds = feeds(story);
        List<@Nullable MemberId> readers =
                new ArrayList<>(plain.members().stream().limit(3).toList());
        readers.add(null);
        for (@Nullable MemberId reader : readers) {
            Scope community = new Scope.Community();
            assertThat(pages(feeds, community, Order.LATEST, reader, limit)).isEqualTo(plain.community(reader));
            assertThat(pages(feeds, community, Order.INCLUSIVE, reader, limit))
                    .isEqualTo(plain.inclusive(plain.community(reader), reader, MOMENT));
            MemberId author = plain.members().iterator().next();
            Scope ofMember = new Scope.OfMember(author.value());
            assertThat(pages(feeds, ofMember, Order.LATEST, reader, limit)).isEqualTo(plain.member(author, reader));
            assertThat(pages(feeds, ofMember, Order.INCLUSIVE, reader, limit))
                    .isEqualTo(plain.inclusive(plain.member(author, reader), reader, MOMENT));
            for (GroupId group : plain.groups()) {
                Scope ofGroup = new Scope.OfGroup(group.value());
                if (plain.reads(reader, group)) {
                    assertThat(pages(feeds, ofGroup, Order.LATEST, reader, limit))
                            .isEqualTo(plain.group(group));
                    assertThat(pages(feeds, ofGroup, Order.INCLUSIVE, reader, limit))
                            .isEqualTo(plain.inclusive(plain.group(group), reader, MOMENT));
                } else {
                    assertThatExceptionOfType(Refusal.class)
                            .isThrownBy(() -> pages(feeds, ofGroup, Order.LATEST, reader, limit));
                }
            }
        }
    }

    private Feeds feeds(Story story) {
        readSide.tell(new FeedProjection(), story);
        Views views = readSide.views(story, Clock.fixed(MOMENT, ZoneOffset.UTC), AllProjections.FOUND);
        return new Feeds(views, new FeedSettings("1/3"));
    }

    private static List<Shown> pages(Feeds feeds, Scope scope, Order order, @Nullable MemberId reader, int limit) {
        List<Shown> shown = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            GetFeed.Result page = feeds.handle(new GetFeed(
                    scope,
                    order,
                    reader == null ? Reader.NOBODY : new Reader(reader.value()),
                    new Page(limit, cursor, AsOf.NOW)));
            page.entries().stream().map(PlainFeedsTest::shown).forEach(shown::add);
            cursor = page.next();
        } while (cursor != null);
        return shown;
    }

    private static Shown shown(FeedEntry entry) {
        Set<String> reasons = new HashSet<>();
        for (Because because : entry.because()) {
            Object of = because.group() == null ? because.member() : because.group();
            reasons.add(because.reason() + (of == null ? "" : " " + of));
        }
        return new Shown(new ContributionId(entry.id()), reasons);
    }
}
