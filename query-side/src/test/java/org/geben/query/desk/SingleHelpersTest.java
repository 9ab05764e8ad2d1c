package org.geben.query.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.query.AsOf;
import org.geben.query.Cut;
import org.geben.query.Page;
import org.geben.query.RandomStory;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.desk.GetSingleHelpers.Entry;
import org.geben.query.desk.GetWorklist.Group;
import org.geben.query.generation.ReadSide;
import org.geben.query.generation.Views;
import org.jspecify.annotations.Nullable;

/** On whom groups rest, also against plain loops over the events. */
class SingleHelpersTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant FIRST_MOMENT = Instant.parse("2026-03-03T00:00:00Z");

    private final ReadSide readSide = ReadSide.shared();
    private Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");
    private final MemberId cleo = story.joins("cleo");

    @Property(tries = 25)
    void singleHelpersAreThoseThatALoopOverTheEventsFinds(@ForAll long seed) {
        Random random = new Random(seed);
        story = RandomStory.of(seed, 60 + random.nextInt(500));
        tell();
        Instant now = FIRST_MOMENT.plusSeconds(random.nextInt(200 * 24 * 60 * 60));

        List<Entry> found = pages(now, everyGroup(), random.nextInt(1, 3));

        assertThat(found)
                .extracting(SingleHelpersTest::told)
                .containsExactlyInAnyOrderElementsOf(new PlainSingleHelpers(story.log()).until(now));
        assertThat(found)
                .isSortedAccordingTo(Comparator.comparing(Entry::answers).reversed());
    }

    private static List<Object> told(Entry entry) {
        Group group = entry.group();
        return List.of(
                group == null ? "secret" : group.id(), entry.member().id(), entry.answers(), entry.answersOfAll());
    }

    /** One to whom no group is secret. */
    private Reader everyGroup() {
        MemberId all = story.joins("member-of-all-groups");
        story.grants(all, COMMUNITY_MANAGER);
        List.copyOf(story.log()).stream()
                .map(TrackedEventMessage::getPayload)
                .filter(GroupFounded.class::isInstance)
                .forEach(founded -> story.joins(all, ((GroupFounded) founded).groupId()));
        tell();
        return new Reader(all.value());
    }

    @Example
    void halfOfTheAnswersIsNotMoreThanHalf() {
        GroupId bakers = story.founds("Bakers");
        ContributionId post = story.at(FIRST_MOMENT).posts(ana, bakers);
        story.replies(ben, post);
        story.at(NOW.minusSeconds(1)).replies(cleo, post);
        tell();
        assertThat(single().entries()).isEmpty();

        story.replies(ben, post);
        tell();
        GetSingleHelpers.Result single = single();
        assertThat(single.from()).isEqualTo(FIRST_MOMENT);
        assertThat(single.to()).isEqualTo(NOW);
        assertThat(single.entries())
                .containsExactly(new Entry(
                        new Group(bakers.value(), "Bakers"),
                        new Person(ben.value(), "ben", "Name of ben", true),
                        2,
                        3));
    }

    @Example
    void onlyAnswersOfPeopleToPeopleInAGroupAndItsWindowCount() {
        GroupId bakers = story.founds("Bakers");
        MemberId bot = story.joins("bot", true);
        MemberId gone = story.joins("gone");
        ContributionId before = story.at(FIRST_MOMENT.minusSeconds(1)).posts(ana, bakers);
        story.replies(ben, before);
        ContributionId post = story.at(FIRST_MOMENT).posts(ana, bakers);
        story.replies(ana, post);
        story.replies(ben, story.posts(bot, bakers));
        story.replies(bot, post);
        story.replies(gone, post);
        story.replies(ben, story.posts(ana));
        story.withdraws(story.replies(ben, post));
        story.hides(story.replies(ben, post));
        story.leaves(gone);
        story.at(NOW).replies(ben, post);
        tell();
        assertThat(single().entries()).isEmpty();

        story.at(NOW.minusSeconds(1)).replies(ben, before);
        tell();
        assertThat(single().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.answersOfAll()).isEqualTo(1));
    }

    @Example
    void secretGroupIsNamedToItsMembersOnly() {
        GroupId party = story.founds("Party", GroupAccess.SECRET);
        story.joins(ana, party);
        story.grants(ana, COMMUNITY_MANAGER);
        story.grants(cleo, COMMUNITY_MANAGER);
        story.at(FIRST_MOMENT).replies(ben, story.posts(ana, party));
        tell();

        assertThat(pages(NOW, new Reader(ana.value()), 20))
                .extracting(Entry::group)
                .containsExactly(new Group(party.value(), "Party"));
        for (Reader other : List.of(Reader.NOBODY, new Reader(cleo.value()))) {
            assertThat(pages(NOW, other, 20)).singleElement().satisfies(entry -> {
                assertThat(entry.group()).isNull();
                assertThat(entry.member().handle()).isEqualTo("ben");
            });
        }
    }

    @Example
    void pagesStayInTheWindowOfTheFirst() {
        List<GroupId> groups = new ArrayList<>();
        story.at(FIRST_MOMENT);
        for (int i = 0; i < 5; i++) {
            GroupId group = story.founds("group" + i);
            groups.add(group);
            story.replies(ben, story.posts(ana, group));
        }
        tell();

        GetSingleHelpers.Result first = ask(NOW, Reader.NOBODY, new Page(3, null, AsOf.NOW));
        GetSingleHelpers.Result last =
                ask(NOW.plusSeconds(10_000_000), Reader.NOBODY, new Page(3, first.next(), AsOf.NOW));

        assertThat(last.to()).isEqualTo(NOW);
        assertThat(last.next()).isNull();
        List<Entry> entries = new ArrayList<>(first.entries());
        entries.addAll(last.entries());
        assertThat(entries)
                .extracting(entry -> String.valueOf(entry.group()))
                .containsExactlyInAnyOrderElementsOf(groups.stream()
                        .map(group -> new Group(group.value(), "group" + groups.indexOf(group)).toString())
                        .toList());
    }

    @Example
    void pastHasTheHelpersItHad() {
        GroupId bakers = story.founds("Bakers");
        ContributionId post = story.at(FIRST_MOMENT).posts(ana, bakers);
        story.replies(ben, post);
        long then = story.position();
        story.replies(cleo, post);
        tell();
        Views views = readSide.views(story, Clock.fixed(NOW, ZoneOffset.UTC), List.of(new DeskProjection()));
        SingleHelperQueries queries = new SingleHelperQueries(views, new RoleHolders(views));

        assertThat(queries.handle(new GetSingleHelpers(NOW, Reader.NOBODY, new Page(20, null, AsOf.NOW)))
                        .entries())
                .isEmpty();
        assertThat(queries.handle(
                                new GetSingleHelpers(NOW, Reader.NOBODY, new Page(20, null, new Cut.ByPosition(then))))
                        .entries())
                .hasSize(1);
    }

    @Example
    void onlyCommunityManagersAndAdministratorsReadItAndTheOperator() {
        for (Role role : Role.values()) {
            story.grants(story.joins("holder-of-" + role), role);
        }
        tell();

        for (Role role : Role.values()) {
            Reader holder =
                    new Reader(MemberId.imported("story", "holder-of-" + role).value());
            if (role == COMMUNITY_MANAGER || role == ADMIN) {
                assertThat(pages(NOW, holder, 20)).isEmpty();
            } else {
                assertThatExceptionOfType(Refusal.class)
                        .as(role.name())
                        .isThrownBy(() -> pages(NOW, holder, 20))
                        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("ROLE_REQUIRED"));
            }
        }
    }

    private void tell() {
        readSide.tell(new DeskProjection(), story);
    }

    private GetSingleHelpers.Result single() {
        return ask(NOW, Reader.NOBODY, new Page(20, null, AsOf.NOW));
    }

    private GetSingleHelpers.Result ask(Instant now, Reader reader, Page page) {
        Views views = readSide.views();
        return new SingleHelperQueries(views, new RoleHolders(views)).handle(new GetSingleHelpers(now, reader, page));
    }

    private List<Entry> pages(Instant now, Reader reader, int limit) {
        List<Entry> entries = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            GetSingleHelpers.Result page = ask(now, reader, new Page(limit, cursor, AsOf.NOW));
            entries.addAll(page.entries());
            cursor = page.next();
        } while (cursor != null);
        return entries;
    }
}
