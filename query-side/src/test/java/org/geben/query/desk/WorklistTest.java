package org.geben.query.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.kernel.outreach.Cause;
import org.geben.kernel.outreach.OutreachId;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.desk.GetWorklist.Assigned;
import org.geben.query.desk.GetWorklist.Assignee;
import org.geben.query.desk.GetWorklist.Case;
import org.geben.query.desk.GetWorklist.Closed;
import org.geben.query.desk.GetWorklist.Contribution;
import org.geben.query.desk.GetWorklist.Earlier;
import org.geben.query.desk.GetWorklist.Evidence;
import org.geben.query.desk.GetWorklist.Group;
import org.geben.query.desk.GetWorklist.State;
import org.geben.query.generation.Fold;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorklistTest {
    private final ReadSide readSide = ReadSide.shared();
    private final WorklistQueries queries = new WorklistQueries(readSide.views(), new RoleHolders(readSide.views()));
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");
    private final MemberId mia = story.joins("mia");

    WorklistTest() {
        story.grants(mia, COMMUNITY_MANAGER);
    }

    @Test
    void openCasesComeWorstFirstThenByHowLongTheyWait() {
        OutreachId quiet = story.at("2026-03-01T10:00:00Z").opens(Cause.GONE_QUIET, ana, null, null);
        OutreachId leader = story.at("2026-02-01T10:00:00Z").opens(Cause.LEADER_ABSENT, ben, null, null);
        OutreachId later = story.at("2026-03-04T10:00:00Z").opens(Cause.NEWCOMER_UNWELCOMED, ana, null, null);
        OutreachId earlier = story.at("2026-03-03T10:00:00Z").opens(Cause.NEWCOMER_UNWELCOMED, ben, null, null);
        OutreachId unanswered = story.at("2026-03-02T10:00:00Z").opens(Cause.UNANSWERED, ana, story.asks(ana), null);
        story.resolves(mia, story.opens(Cause.NEVER_THANKED, ana, null, null), null);
        tell();

        assertThat(ids(State.OPEN))
                .containsExactly(earlier.value(), later.value(), unanswered.value(), quiet.value(), leader.value());
        assertThat(open(null, null, 100).counts())
                .isEqualTo(Map.of("NEWCOMER_UNWELCOMED", 2L, "UNANSWERED", 1L, "GONE_QUIET", 1L, "LEADER_ABSENT", 1L));
    }

    @Test
    void everyCauseHasItsPlaceAmongTheUrgent() {
        for (Cause cause : Cause.values()) {
            story.opens(cause, ana, null, null);
        }
        tell();

        assertThat(open(null, null, 100).entries())
                .extracting(Case::cause)
                .containsExactly(
                        "NEWCOMER_UNWELCOMED",
                        "UNANSWERED",
                        "FIRST_CONTRIBUTION",
                        "NEVER_THANKED",
                        "GONE_QUIET",
                        "SINGLE_HELPER",
                        "LEADER_ABSENT");
    }

    @Test
    void caseTellsWhoItIsAboutWhatShowsItAndWhoSeesToIt() {
        GroupId bakers = story.founds("Bakers");
        story.at("2026-03-05T10:00:00Z");
        ContributionId post = story.posts(ana, bakers);
        OutreachId id = story.at("2026-03-06T10:00:00Z").opens(Cause.UNANSWERED, ana, post, bakers);
        story.at("2026-03-06T11:00:00Z").assigns(mia, id, ben);
        story.at("2026-03-06T12:00:00Z").assigns(ben, id, mia);
        tell();

        Case one = open(null, null, 100).entries().getFirst();

        assertThat(one.id()).isEqualTo(id.value());
        assertThat(one.member()).isEqualTo(person(ana, "ana"));
        assertThat(one.evidence())
                .isEqualTo(new Evidence(
                        new Contribution(post.value(), "POST", "Title", Instant.parse("2026-03-05T10:00:00Z")),
                        new Group(bakers.value(), "Bakers"),
                        Instant.parse("2026-03-06T10:00:00Z")));
        assertThat(one.assigned())
                .isEqualTo(new Assigned(person(mia, "mia"), person(ben, "ben"), Instant.parse("2026-03-06T12:00:00Z")));
        assertThat(one.state()).isEqualTo("OPEN");
        assertThat(one.closed()).isNull();
        assertThat(one.before()).isEmpty();
    }

    @Test
    void groupThatRestsOnOneHelperIsTheEvidence() {
        GroupId bakers = story.founds("Bakers");
        story.opens(Cause.SINGLE_HELPER, ben, null, bakers);
        tell();

        Evidence evidence = open(null, null, 100).entries().getFirst().evidence();

        assertThat(evidence.contribution()).isNull();
        assertThat(evidence.group()).isEqualTo(new Group(bakers.value(), "Bakers"));
    }

    @Test
    void caseIsNoWayIntoAGroupThatIsNotOpen() {
        GroupId closed = story.founds("Closed", GroupAccess.CLOSED);
        GroupId secret = story.founds("Secret", GroupAccess.SECRET);
        story.opens(Cause.UNANSWERED, ana, story.posts(ana, closed), closed);
        story.at("2026-03-03T09:00:00Z").opens(Cause.UNANSWERED, ana, story.posts(ana, secret), secret);
        tell();

        for (Reader outsider : List.of(Reader.NOBODY, reader(mia))) {
            List<Case> cases =
                    handle(null, null, State.OPEN, outsider, 100, null).entries();
            assertThat(cases)
                    .extracting(one -> one.evidence().contribution())
                    .extracting(Contribution::title)
                    .containsOnlyNulls();
            assertThat(cases)
                    .extracting(one -> one.evidence().group())
                    .containsExactly(new Group(closed.value(), "Closed"), null);
        }
        story.joins(mia, closed);
        story.joins(mia, secret);
        tell();
        List<Case> cases =
                handle(null, null, State.OPEN, reader(mia), 100, null).entries();
        assertThat(cases)
                .extracting(one -> one.evidence().contribution())
                .extracting(Contribution::title)
                .containsExactly("Title", "Title");
        assertThat(cases)
                .extracting(one -> one.evidence().group())
                .containsExactly(new Group(closed.value(), "Closed"), new Group(secret.value(), "Secret"));
    }

    @Test
    void titleIsTheLastAndGoneWithWhatIsHiddenWithdrawnOrErased() {
        List<ContributionId> posts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            posts.add(story.posts(ana));
        }
        ContributionId ofBen = story.posts(ben);
        posts.forEach(post -> story.opens(Cause.UNANSWERED, ana, post, null));
        story.opens(Cause.UNANSWERED, ben, ofBen, null);
        story.revises(posts.get(0), "Text");
        story.hides(posts.get(1));
        story.withdraws(posts.get(2));
        story.wordsErased(ben);
        tell();

        Map<UUID, String> titles = new HashMap<>();
        open(null, null, 100).entries().forEach(one -> {
            Contribution shown = Objects.requireNonNull(one.evidence().contribution());
            titles.put(shown.id(), String.valueOf(shown.title()));
        });
        assertThat(titles)
                .isEqualTo(Map.of(
                        posts.get(0).value(), "Revised",
                        posts.get(1).value(), "null",
                        posts.get(2).value(), "null",
                        ofBen.value(), "null"));
    }

    @Test
    void whatWasDoneBeforeIsToldOfTheSameMemberAndCause() {
        OutreachId quiet = story.at("2026-03-01T10:00:00Z").opens(Cause.GONE_QUIET, ana, null, null);
        story.at("2026-03-02T10:00:00Z").resolves(mia, quiet, "Called.");
        story.at("2026-03-10T10:00:00Z").opens(Cause.GONE_QUIET, ana, null, null);
        story.at("2026-03-11T10:00:00Z").assigns(mia, quiet, mia);
        story.at("2026-03-12T10:00:00Z").dismisses(mia, quiet, "On holiday.");
        story.at("2026-03-20T10:00:00Z").opens(Cause.GONE_QUIET, ana, null, null);
        story.at("2026-03-21T10:00:00Z").resolves(null, quiet, null);
        story.at("2026-03-30T10:00:00Z").opens(Cause.GONE_QUIET, ana, null, null);
        OutreachId other = story.opens(Cause.NEVER_THANKED, ana, null, null);
        story.resolves(mia, other, "Thanked.");
        tell();

        GetWorklist.Result open = open(null, null, 100);
        assertThat(open.entries()).hasSize(1);
        assertThat(open.entries().getFirst().assigned()).isNull();
        assertThat(open.entries().getFirst().before())
                .containsExactly(
                        earlier(quiet, "2026-03-20T10:00:00Z", "RESOLVED", "2026-03-21T10:00:00Z", null, null),
                        earlier(
                                quiet,
                                "2026-03-10T10:00:00Z",
                                "DISMISSED",
                                "2026-03-12T10:00:00Z",
                                person(mia, "mia"),
                                "On holiday."),
                        earlier(
                                quiet,
                                "2026-03-01T10:00:00Z",
                                "RESOLVED",
                                "2026-03-02T10:00:00Z",
                                person(mia, "mia"),
                                "Called."));
    }

    @Test
    void earlierCasesAboutOtherContributionsCountAsDoneBefore() {
        OutreachId first = story.at("2026-03-01T10:00:00Z").opens(Cause.UNANSWERED, ana, story.asks(ana), null);
        story.at("2026-03-02T10:00:00Z").resolves(mia, first, "Asked Cleo.");
        story.at("2026-03-03T10:00:00Z").opens(Cause.UNANSWERED, ana, story.asks(ana), null);
        story.at("2026-03-03T10:00:00Z").opens(Cause.UNANSWERED, ben, story.asks(ben), null);
        tell();

        assertThat(open(null, null, 100).entries())
                .filteredOn(one -> one.member().id().equals(ana.value()))
                .flatExtracting(Case::before)
                .extracting(Earlier::id)
                .containsExactly(first.value());
        assertThat(open(null, null, 100).entries())
                .filteredOn(one -> one.member().id().equals(ben.value()))
                .flatExtracting(Case::before)
                .isEmpty();
    }

    @Test
    void closedCasesComeTheLatestFirst() {
        OutreachId one = story.at("2026-03-01T10:00:00Z").opens(Cause.GONE_QUIET, ana, null, null);
        OutreachId two = story.opens(Cause.GONE_QUIET, ben, null, null);
        story.at("2026-03-05T10:00:00Z").dismisses(mia, two, "Ill.");
        story.at("2026-03-04T10:00:00Z").resolves(mia, one, "Called.");
        story.at("2026-03-06T10:00:00Z").opens(Cause.GONE_QUIET, ana, null, null);
        story.at("2026-03-07T10:00:00Z").resolves(null, one, null);
        tell();

        assertThat(ids(State.CLOSED)).containsExactly(one.value(), two.value(), one.value());
        assertThat(ids(State.OPEN)).isEmpty();
        GetWorklist.Result closed = handle(null, null, State.CLOSED, Reader.NOBODY, 100, null);
        assertThat(closed.counts()).isEqualTo(Map.of("GONE_QUIET", 3L));
        assertThat(closed.entries())
                .extracting(Case::closed)
                .containsExactly(
                        new Closed(Instant.parse("2026-03-07T10:00:00Z"), null, null),
                        new Closed(Instant.parse("2026-03-05T10:00:00Z"), person(mia, "mia"), "Ill."),
                        new Closed(Instant.parse("2026-03-04T10:00:00Z"), person(mia, "mia"), "Called."));
    }

    @Test
    void listIsOfOneCauseOrOneAssigneeOrOfWhatNobodySeesTo() {
        OutreachId quiet = story.opens(Cause.GONE_QUIET, ana, null, null);
        OutreachId thanks = story.opens(Cause.NEVER_THANKED, ana, null, null);
        story.assigns(mia, quiet, mia);
        tell();

        assertThat(ids(open(Cause.GONE_QUIET, null, 100))).containsExactly(quiet.value());
        assertThat(open(Cause.GONE_QUIET, null, 100).counts()).isEqualTo(Map.of("GONE_QUIET", 1L, "NEVER_THANKED", 1L));
        assertThat(ids(open(null, new Assignee(mia.value()), 100))).containsExactly(quiet.value());
        assertThat(open(null, new Assignee(mia.value()), 100).counts()).isEqualTo(Map.of("GONE_QUIET", 1L));
        assertThat(ids(open(null, new Assignee(null), 100))).containsExactly(thanks.value());
        assertThat(ids(open(null, new Assignee(ben.value()), 100))).isEmpty();
    }

    @Test
    void pagesOfBothListsShowEachCaseOnce() {
        for (Cause cause : Cause.values()) {
            for (MemberId member : List.of(ana, ben, mia)) {
                OutreachId id = story.opens(cause, member, null, null);
                story.resolves(mia, id, null);
                story.opens(cause, member, null, null);
            }
        }
        tell();

        for (State state : State.values()) {
            List<UUID> whole = ids(state);
            List<UUID> paged = new ArrayList<>();
            @Nullable String cursor = null;
            do {
                GetWorklist.Result page = handle(null, null, state, Reader.NOBODY, 4, cursor);
                paged.addAll(ids(page));
                cursor = page.next();
            } while (cursor != null);
            assertThat(paged).isEqualTo(whole).hasSize(21);
        }
        String ofOpen = handle(null, null, State.OPEN, Reader.NOBODY, 4, null).next();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> handle(null, null, State.CLOSED, Reader.NOBODY, 4, ofOpen))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("CURSOR_BROKEN"));
    }

    @Test
    void onlyCommunityManagersAndAdministratorsReadItAndTheOperator() {
        for (Role role : Role.values()) {
            story.grants(story.joins("holder-of-" + role), role);
        }
        tell();

        handle(null, null, State.OPEN, Reader.NOBODY, 10, null);
        for (Role role : Role.values()) {
            Reader holder = reader(MemberId.imported("story", "holder-of-" + role));
            if (role == COMMUNITY_MANAGER || role == Role.ADMIN) {
                handle(null, null, State.OPEN, holder, 10, null);
            } else {
                assertThatExceptionOfType(Refusal.class)
                        .as(role.name())
                        .isThrownBy(() -> handle(null, null, State.OPEN, holder, 10, null))
                        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("ROLE_REQUIRED"));
            }
        }
    }

    @Test
    void whoIsErasedLeavesNoNameAndNoWordsOfOthersAboutThem() {
        OutreachId quiet = story.opens(Cause.GONE_QUIET, ana, null, null);
        story.resolves(mia, quiet, "Called: has a new job.");
        story.opens(Cause.GONE_QUIET, ana, null, null);
        story.dismisses(mia, quiet, "Has a new job.");
        OutreachId ofBen = story.opens(Cause.GONE_QUIET, ben, null, null);
        story.resolves(ana, ofBen, "Called.");
        Fold fold = readSide.fresh(new DeskProjection());
        readSide.fold(fold, story.log(), 1000);
        int before = story.log().size();
        story.erased(ana);
        readSide.fold(fold, story.log().subList(before, story.log().size()), 1000);

        List<Case> closed =
                handle(null, null, State.CLOSED, Reader.NOBODY, 100, null).entries();
        assertThat(closed)
                .filteredOn(one -> one.member().id().equals(ana.value()))
                .allSatisfy(one -> assertThat(one.member().name()).isEqualTo("Erased member"))
                .extracting(one -> Objects.requireNonNull(one.closed()).words())
                .containsExactlyInAnyOrder(null, "[erased]");
        assertThat(closed)
                .filteredOn(one -> one.member().id().equals(ben.value()))
                .extracting(one -> Objects.requireNonNull(one.closed()).words())
                .containsExactly("Called.");
        assertThat(readSide.contents(fold)).doesNotContain("new job").doesNotContain("Name of ana");
    }

    private void tell() {
        readSide.tell(new DeskProjection(), story);
    }

    private GetWorklist.Result open(@Nullable Cause cause, @Nullable Assignee assignee, int limit) {
        return handle(cause, assignee, State.OPEN, Reader.NOBODY, limit, null);
    }

    private GetWorklist.Result handle(
            @Nullable Cause cause,
            @Nullable Assignee assignee,
            State state,
            Reader reader,
            int limit,
            @Nullable String cursor) {
        return queries.handle(new GetWorklist(cause, assignee, state, reader, new Page(limit, cursor, AsOf.NOW)));
    }

    private List<UUID> ids(State state) {
        return ids(handle(null, null, state, Reader.NOBODY, 100, null));
    }

    private static List<UUID> ids(GetWorklist.Result worklist) {
        return worklist.entries().stream().map(Case::id).toList();
    }

    private static Earlier earlier(
            OutreachId id, String opened, String state, String closed, @Nullable Person by, @Nullable String words) {
        return new Earlier(id.value(), Instant.parse(opened), state, new Closed(Instant.parse(closed), by, words));
    }

    private static Person person(MemberId member, String handle) {
        return new Person(member.value(), handle, "Name of " + handle, true);
    }

    private static Reader reader(MemberId member) {
        return new Reader(member.value());
    }
}
