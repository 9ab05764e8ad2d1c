package org.geben.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.geben.query.Access;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupPeopleTest {
    private final ReadSide readSide = ReadSide.shared();
    private final GroupQueries queries = new GroupQueries(readSide.views(), new CommunityManagers());
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");
    private final MemberId cleo = story.joins("cleo");
    private final MemberId dan = story.joins("dan");
    private final MemberId eva = story.joins("eva");

    @Test
    void membersAreThoseWhoArePresentAndManagersAreMarked() {
        GroupId bakers = story.founds("Bakers");
        story.at("2026-03-05T00:00:00Z").joins(ben, bakers);
        story.at("2026-03-04T00:00:00Z").joins(ana, bakers);
        story.joins(cleo, bakers);
        story.joins(dan, bakers);
        story.appoints(bakers, ana);
        story.appoints(bakers, ben);
        story.dismisses(bakers, ben);
        story.leaves(cleo);
        story.appoints(bakers, dan);
        story.leaves(dan, bakers);
        tell();

        assertThat(members(bakers, null, null, 20).entries())
                .extracting(
                        entry -> entry.member().handle(),
                        entry -> entry.joinedAt().toString(),
                        entry -> entry.manager())
                .containsExactly(
                        tuple("ana", "2026-03-04T00:00:00Z", true), tuple("ben", "2026-03-05T00:00:00Z", false));
        GetGroupMembers.Result page = members(bakers, null, null, 1);
        assertThat(page.entries()).hasSize(1);
        assertThat(members(bakers, null, page.next(), 1).entries())
                .extracting(entry -> entry.member().handle())
                .containsExactly("ben");
    }

    @Test
    void whoComesAgainIsAManagerNoLonger() {
        GroupId bakers = story.founds("Bakers");
        story.joins(ana, bakers);
        story.appoints(bakers, ana);
        story.leaves(ana, bakers);
        story.joins(ana, bakers);
        for (int batchSize : new int[] {1, 1000}) {
            readSide.fold(readSide.fresh(new FeedProjection()), story.log(), batchSize);

            assertThat(members(bakers, null, null, 20).entries())
                    .extracting(GetGroupMembers.Entry::manager)
                    .containsExactly(false);
        }
    }

    @Test
    void membersOfAGroupThatIsNotOpenAreListedAmongThemselves() {
        GroupId board = story.founds("Board", GroupAccess.CLOSED);
        GroupId party = story.founds("Party", GroupAccess.SECRET);
        story.joins(ana, board);
        story.joins(ana, party);
        tell();

        assertThat(members(board, ana, null, 20).entries()).hasSize(1);
        assertThat(members(party, ana, null, 20).entries()).hasSize(1);
        assertRefused("GROUP_MEMBERSHIP_REQUIRED", () -> members(board, ben, null, 20));
        assertRefused("GROUP_UNKNOWN", () -> members(party, ben, null, 20));
    }

    @Test
    void requestsAreOpenUntilTheyAreAnswered() {
        GroupId board = story.founds("Board", GroupAccess.CLOSED);
        story.at("2026-03-06T00:00:00Z").asks(ana, board);
        story.at("2026-03-05T00:00:00Z").asks(ben, board);
        story.asks(cleo, board);
        story.declines(board, cleo);
        story.asks(dan, board);
        story.joins(dan, board);
        tell();

        assertThat(requests(board, null).entries())
                .extracting(entry -> entry.member().handle())
                .containsExactly("ben", "ana");
    }

    @Test
    void requestsAreSeenByManagersOfTheGroupOrTheCommunityAndTheOperatorOnly() {
        GroupId board = story.founds("Board", GroupAccess.CLOSED);
        GroupId party = story.founds("Party", GroupAccess.SECRET);
        for (GroupId group : new GroupId[] {board, party}) {
            story.joins(ana, group);
            story.appoints(group, ana);
            story.joins(ben, group);
            story.asks(cleo, group);
        }
        tell();

        for (GroupId group : new GroupId[] {board, party}) {
            assertThat(requests(group, ana).entries()).hasSize(1);
            assertThat(requests(group, eva).entries()).hasSize(1);
            assertThat(requests(group, null).entries()).hasSize(1);
            assertRefused("GROUP_MANAGER_REQUIRED", () -> requests(group, ben));
        }
        assertRefused("GROUP_MANAGER_REQUIRED", () -> requests(board, cleo));
        assertRefused("GROUP_UNKNOWN", () -> requests(party, cleo));
        assertRefused("GROUP_UNKNOWN", () -> requests(new GroupId(eva.value()), eva));

        story.suspended(ana);
        tell();
        assertRefused("GROUP_MANAGER_REQUIRED", () -> requests(board, ana));
    }

    private static void assertRefused(String code, Runnable query) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(query::run)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private void tell() {
        readSide.tell(new FeedProjection(), story);
    }

    private GetGroupMembers.Result members(
            GroupId group, @Nullable MemberId reader, @Nullable String cursor, int limit) {
        return queries.handle(new GetGroupMembers(group.value(), reader(reader), new Page(limit, cursor, AsOf.NOW)));
    }

    private GetJoinRequests.Result requests(GroupId group, @Nullable MemberId reader) {
        return queries.handle(new GetJoinRequests(group.value(), reader(reader), new Page(20, null, AsOf.NOW)));
    }

    private static Reader reader(@Nullable MemberId member) {
        return member == null ? Reader.NOBODY : new Reader(member.value());
    }

    /** Eva manages the community. */
    private final class CommunityManagers implements Access {
        @Override
        public boolean holds(Reader reader, AsOf asOf, Role... anyOf) {
            assertThat(anyOf).containsExactlyInAnyOrder(Role.COMMUNITY_MANAGER, Role.ADMIN);
            return reader.id() == null || eva.value().equals(reader.id());
        }

        @Override
        public void mustHold(Reader reader, AsOf asOf, Role... anyOf) {
            throw new UnsupportedOperationException("Groups are not for some roles only.");
        }
    }
}
