package org.geben.benchmarks.rebuild.conventional;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionRevised;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.GroupPosting;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberId;
import org.geben.query.Columns;
import org.jspecify.annotations.Nullable;

/** Who says what to whom, statement by statement. */
@ProcessingGroup("feed")
final class ConventionalFeed {
    private final View view;

    ConventionalFeed(View view) {
        this.view = view;
    }

    @EventHandler
    void on(MemberJoined event, @Timestamp Instant at) {
        view.run(
                """
                INSERT INTO $.member (id, handle, name, about, automated, joined_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
                event.memberId().value(),
                event.handle().value(),
                event.name(),
                event.about(),
                event.automated(),
                at);
    }

    @EventHandler
    void on(MemberProfileChanged event) {
        view.run(
                "UPDATE $.member SET handle = ?, name = ?, about = ? WHERE id = ?",
                event.handle().value(),
                event.name(),
                event.about(),
                event.memberId().value());
    }

    @EventHandler
    void on(MemberLeft event) {
        present(event.memberId(), false);
    }

    @EventHandler
    void on(MemberReturned event) {
        present(event.memberId(), true);
    }

    private void present(MemberId member, boolean present) {
        view.run(
                "UPDATE $.member SET present = ?, absences = ? WHERE id = ?",
                present,
                present ? 0L : 1L,
                member.value());
        view.run("""
                UPDATE $.community_group SET members = members + ?
                WHERE id IN (SELECT group_id FROM $.membership WHERE member = ?)
                """, present ? 1 : -1, member.value());
    }

    @EventHandler
    void on(GroupFounded event) {
        view.run(
                """
                INSERT INTO $.community_group (id, name, purpose, access, posting) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
                event.groupId().value(),
                event.name(),
                event.purpose(),
                event.access().name(),
                GroupPosting.usual(event.access()).name());
    }

    @EventHandler
    void on(GroupJoined event) {
        view.run(
                "INSERT INTO $.membership (id, group_id, member) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
                event.membershipId().value(),
                event.groupId().value(),
                event.memberId().value());
        countMember(event.groupId().value(), event.memberId(), 1);
    }

    @EventHandler
    void on(GroupLeft event) {
        view.run("DELETE FROM $.membership WHERE id = ?", event.membershipId().value());
        countMember(event.groupId().value(), event.memberId(), -1);
    }

    private void countMember(UUID group, MemberId member, int change) {
        view.run("""
                UPDATE $.community_group SET members = members + ?
                WHERE id = ? AND EXISTS (SELECT FROM $.member WHERE id = ? AND present)
                """, change, group, member.value());
    }

    @EventHandler
    void on(ContributionPublished event, @Timestamp Instant at) {
        UUID parent = event.inReplyTo() == null ? null : event.inReplyTo().value();
        Content content = event.content();
        view.run(
                """
                INSERT INTO $.contribution
                    (id, kind, author, in_reply_to, root, group_id, title, text, format, tags, published_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
                event.contributionId().value(),
                event.kind().name(),
                event.author().value(),
                parent,
                event.root().value(),
                event.group() == null ? null : event.group().value(),
                content.title(),
                content.text(),
                content.format().name(),
                content.tags(),
                at);
        countContribution(event.author().value(), parent, event.root().value(), 1);
    }

    private void countContribution(UUID author, @Nullable UUID parent, UUID root, int change) {
        view.run("UPDATE $.member SET contributions = contributions + ? WHERE id = ?", change, author);
        if (parent != null) {
            view.run("UPDATE $.contribution SET replies = replies + ? WHERE id IN (?, ?)", change, root, parent);
        }
    }

    @EventHandler
    void on(ContributionRevised event, @Timestamp Instant at) {
        Content content = event.content();
        view.run(
                """
                UPDATE $.contribution SET title = ?, text = ?, format = ?, tags = ?, revised_at = ?
                WHERE id = ? AND NOT withdrawn
                """,
                content.title(),
                content.text(),
                content.format().name(),
                content.tags(),
                at,
                event.contributionId().value());
    }

    @EventHandler
    void on(ContributionWithdrawn event) {
        UUID id = event.contributionId().value();
        view.returned(
                        """
                        UPDATE $.contribution SET withdrawn = true, title = NULL, text = NULL, format = 'PLAIN', tags = '{}',
                                          language = NULL, links = '{}', mentions = '{}'
                        WHERE id = ? AND NOT withdrawn RETURNING author, in_reply_to, root
                        """,
                        (row, n) -> new Place(
                                Columns.id(row, "author"),
                                Columns.optionalId(row, "in_reply_to"),
                                Columns.id(row, "root")),
                        id)
                .ifPresent(place -> countContribution(place.author, place.parent, place.root, -1));
    }

    @EventHandler
    void on(AnswerAccepted event) {
        view.run(
                "UPDATE $.contribution SET accepted_answer = ? WHERE id = ?",
                event.answer().value(),
                event.contributionId().value());
    }

    @EventHandler
    void on(AppreciationGiven event) {
        AppreciationColumns given = AppreciationColumns.of(event);
        view.run("""
                INSERT INTO $.appreciation (id, contribution, giver, receiver, kind) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """, given.id(), given.contribution(), given.giver(), given.receiver(), given.kind());
        if (given.contribution() != null) {
            view.run("""
                    INSERT INTO $.appreciation_count AS c (contribution, kind, appreciations) VALUES (?, ?, 1)
                    ON CONFLICT (contribution, kind) DO UPDATE SET appreciations = c.appreciations + 1
                    """, given.contribution(), given.kind());
        }
        countAppreciation(given.giver(), given.receiver(), 1);
    }

    @EventHandler
    void on(AppreciationRetracted event) {
        view.returned(
                        "DELETE FROM $.appreciation WHERE id = ? RETURNING id, contribution, giver, receiver, kind",
                        AppreciationColumns::of,
                        event.appreciationId().value())
                .ifPresent(gone -> {
                    if (gone.contribution() != null) {
                        view.countDown(
                                "$.appreciation_count WHERE contribution = ? AND kind = ?",
                                gone.contribution(),
                                gone.kind());
                    }
                    countAppreciation(gone.giver(), gone.receiver(), -1);
                });
    }

    private void countAppreciation(@Nullable UUID giver, @Nullable UUID receiver, int change) {
        view.run("""
                UPDATE $.member SET given = given + CASE WHEN id = ? THEN ? ELSE 0 END,
                                    received = received + CASE WHEN id = ? THEN ? ELSE 0 END
                WHERE id IN (?, ?)
                """, giver, change, receiver, change, giver, receiver);
    }

    private record Place(UUID author, @Nullable UUID parent, UUID root) {}
}
