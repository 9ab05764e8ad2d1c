package org.geben.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.query.AsOf;
import org.geben.query.Page;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.Story;
import org.geben.query.generation.ReadSide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThreadTest {
    private final ReadSide readSide = ReadSide.shared();
    private final ThreadQueries queries = new ThreadQueries(readSide.views());
    private final Story story = new Story();
    private final MemberId ana = story.joins("ana");
    private final MemberId ben = story.joins("ben");

    @Test
    void isATreeInWhichEachStandsBeforeWhatIsBeneathIt() {
        ContributionId root = story.at("2026-03-03T00:00:00Z").posts(ana);
        ContributionId first = story.at("2026-03-04T00:00:00Z").replies(ben, root);
        ContributionId second = story.at("2026-03-05T00:00:00Z").replies(ben, root);
        ContributionId beneath = story.at("2026-03-06T00:00:00Z").replies(ana, first);
        ContributionId deeper = story.at("2026-03-07T00:00:00Z").replies(ben, beneath);
        story.likes(ana, deeper);
        tell();

        GetThread.Result thread = thread(beneath, null, 20, null);

        assertThat(thread.root().id()).isEqualTo(root.value());
        assertThat(thread.replies())
                .extracting(
                        GetThread.Reply::depth,
                        reply -> reply.contribution().id(),
                        reply -> reply.contribution().inReplyTo())
                .containsExactly(
                        tuple(1, first.value(), root.value()),
                        tuple(2, beneath.value(), first.value()),
                        tuple(3, deeper.value(), beneath.value()),
                        tuple(1, second.value(), root.value()));
        assertThat(thread.replies().get(2).contribution().appreciations()).containsEntry("LIKE", 1L);
        assertThat(thread.complete()).isTrue();
        assertThat(thread.next()).isNull();
    }

    @Test
    void whatIsOutOfSightIsAGapOnlyAboveWhatIsVisible() {
        ContributionId root = story.posts(ana);
        ContributionId hidden = story.replies(ben, root);
        ContributionId withdrawn = story.replies(ana, hidden);
        ContributionId visible = story.replies(ben, withdrawn);
        ContributionId leaf = story.replies(ben, root);
        ContributionId gone = story.replies(ben, leaf);
        story.hides(hidden);
        story.withdraws(withdrawn);
        story.hides(leaf);
        story.withdraws(gone);
        tell();

        List<GetThread.Reply> replies = thread(root, null, 20, null).replies();

        assertThat(replies)
                .extracting(reply -> reply.contribution().id())
                .containsExactly(hidden.value(), withdrawn.value(), visible.value());
        assertThat(replies).extracting(reply -> reply.contribution().text()).containsExactly(null, null, "Reply");
    }

    @Test
    void isPagedByTheRepliesToTheRoot() {
        ContributionId root = story.posts(ana);
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ContributionId reply = story.replies(ben, root);
            all.add(reply.value());
            all.add(story.replies(ana, reply).value());
        }
        tell();

        List<UUID> seen = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            GetThread.Result page = thread(root, null, 2, cursor);
            page.replies().forEach(reply -> seen.add(reply.contribution().id()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void isReadByThoseWhoMayReadTheGroup() {
        GroupId board = story.founds("Board", GroupAccess.CLOSED);
        GroupId bakers = story.founds("Bakers");
        story.joins(ana, board);
        ContributionId root = story.posts(ana, board);
        ContributionId reply = story.replies(ana, root);
        ContributionId shared = story.posts(ana, board);
        story.replies(ana, shared);
        story.shares(ana, shared, bakers);
        tell();

        assertThat(thread(root, ana, 20, null).replies()).hasSize(1);
        for (ContributionId closed : List.of(root, reply)) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> thread(closed, ben, 20, null))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("GROUP_MEMBERSHIP_REQUIRED"));
        }
        assertThat(thread(shared, ben, 20, null).replies()).isEmpty();
        assertThat(thread(shared, ana, 20, null).replies()).hasSize(1);
    }

    private void tell() {
        readSide.tell(new FeedProjection(), story);
    }

    private GetThread.Result thread(ContributionId id, @Nullable MemberId reader, int limit, @Nullable String cursor) {
        return queries.handle(new GetThread(
                id.value(),
                reader == null ? Reader.NOBODY : new Reader(reader.value()),
                new Page(limit, cursor, AsOf.NOW)));
    }
}
