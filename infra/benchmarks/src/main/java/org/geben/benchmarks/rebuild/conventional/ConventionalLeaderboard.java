package org.geben.benchmarks.rebuild.conventional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.geben.kernel.Envelope;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberProfileChanged;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.query.Columns;
import org.jspecify.annotations.Nullable;

/** What earns points, statement by statement. */
@ProcessingGroup("leaderboard")
final class ConventionalLeaderboard {
    private final View view;

    ConventionalLeaderboard(View view) {
        this.view = view;
    }

    @EventHandler
    void on(MemberJoined event) {
        view.run(
                "INSERT INTO $.member (id, handle, name, automated) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                event.memberId().value(),
                event.handle().value(),
                event.name(),
                event.automated());
    }

    @EventHandler
    void on(MemberProfileChanged event) {
        view.run(
                "UPDATE $.member SET handle = ?, name = ? WHERE id = ?",
                event.handle().value(),
                event.name(),
                event.memberId().value());
    }

    @EventHandler
    void on(MemberLeft event) {
        view.run(
                "UPDATE $.member SET present = false, absences = 1 WHERE id = ?",
                event.memberId().value());
    }

    @EventHandler
    void on(MemberReturned event) {
        view.run(
                "UPDATE $.member SET present = true, absences = 0 WHERE id = ?",
                event.memberId().value());
    }

    @EventHandler
    void on(ContributionPublished event, @Timestamp Instant at) {
        view.returned(
                        """
                        INSERT INTO $.contribution (id, author, kind, published_at, answers, answers_program)
                        SELECT p.id, p.author, p.kind, p.published_at,
                               coalesce(answered.id <> p.author AND NOT answered.automated, false),
                               coalesce(answered.automated AND NOT author.automated, false)
                        FROM (VALUES (?::uuid, ?::uuid, ?::text, ?::uuid, ?::timestamptz))
                            AS p (id, author, kind, parent, published_at)
                        LEFT JOIN $.contribution parent ON parent.id = p.parent
                        LEFT JOIN $.member answered ON answered.id = parent.author
                        LEFT JOIN $.member author ON author.id = p.author
                        ON CONFLICT (id) DO NOTHING
                        RETURNING author, answers
                        """,
                        Point::of,
                        event.contributionId().value(),
                        event.author().value(),
                        event.kind().name(),
                        event.inReplyTo() == null ? null : event.inReplyTo().value(),
                        at)
                .ifPresent(point -> count(point, 1));
    }

    @EventHandler
    void on(ContributionWithdrawn event) {
        view.returned("""
                        UPDATE $.contribution SET withdrawn = true WHERE id = ? AND NOT withdrawn
                        RETURNING author, answers
                        """, Point::of, event.contributionId().value()).ifPresent(point -> count(point, -1));
    }

    private void count(Point point, int change) {
        view.run("""
                UPDATE $.member SET contributions = contributions + ?, contributing = contributing + ?,
                                    replies = replies + ?, giving = giving + ?
                WHERE id = ?
                """, change, change, point.answers ? change : 0, point.answers ? change : 0, point.author);
    }

    @EventHandler
    void on(AppreciationGiven event, @Timestamp Instant at, MetaData metaData) {
        AppreciationColumns given = AppreciationColumns.of(event);
        view.returned(
                        """
                        INSERT INTO $.appreciation (id, giver, receiver, kind, given_at, time_inferred, automated)
                        VALUES (?, ?, ?, ?, ?, ?, EXISTS (SELECT FROM $.member WHERE id IN (?, ?) AND automated))
                        ON CONFLICT (id) DO NOTHING
                        RETURNING giver, receiver, kind, automated
                        """,
                        Points::of,
                        given.id(),
                        given.giver(),
                        given.receiver(),
                        given.kind(),
                        at,
                        Envelope.isTimeInferred(metaData),
                        given.giver(),
                        given.receiver())
                .filter(points -> !points.automated)
                .ifPresent(this::add);
    }

    private void add(Points points) {
        if (points.receiver == null) {
            count(points, 1, 0);
            return;
        }
        view.run("""
                INSERT INTO $.received AS r (member, kind, appreciations) VALUES (?, ?, 1)
                ON CONFLICT (member, kind) DO UPDATE SET appreciations = r.appreciations + 1
                """, points.receiver, points.kind);
        boolean first = points.giver != null
                && view.returned("""
                                INSERT INTO $.bond AS b (giver, receiver, appreciations) VALUES (?, ?, 1)
                                ON CONFLICT (receiver, giver) DO UPDATE SET appreciations = b.appreciations + 1
                                RETURNING appreciations
                                """, (row, n) -> row.getLong(1), points.giver, points.receiver)
                                .orElseThrow()
                        == 1;
        count(points, 1, first ? 1 : 0);
    }

    @EventHandler
    void on(AppreciationRetracted event) {
        view.returned(
                        "DELETE FROM $.appreciation WHERE id = ? RETURNING giver, receiver, kind, automated",
                        Points::of,
                        event.appreciationId().value())
                .filter(points -> !points.automated)
                .ifPresent(this::takeAway);
    }

    private void takeAway(Points points) {
        if (points.receiver == null) {
            count(points, -1, 0);
            return;
        }
        view.countDown("$.received WHERE member = ? AND kind = ?", points.receiver, points.kind);
        boolean last = points.giver != null
                && view.countDown("$.bond WHERE receiver = ? AND giver = ?", points.receiver, points.giver);
        count(points, -1, last ? -1 : 0);
    }

    private void count(Points points, int change, int givers) {
        view.run(
                """
                UPDATE $.member SET given = given + CASE WHEN id = ? THEN ? ELSE 0 END,
                                    giving = giving + CASE WHEN id = ? THEN ? ELSE 0 END,
                                    received = received + CASE WHEN id = ? THEN ? ELSE 0 END,
                                    givers = givers + CASE WHEN id = ? THEN ? ELSE 0 END,
                                    appreciated = appreciated + CASE WHEN id = ? THEN ? ELSE 0 END,
                                    unknown_givers = unknown_givers + CASE WHEN id = ? THEN ? ELSE 0 END
                WHERE id IN (?, ?)
                """,
                points.giver,
                change,
                points.giver,
                change,
                points.receiver,
                change,
                points.receiver,
                givers,
                points.receiver,
                givers,
                points.receiver,
                points.giver == null ? change : 0,
                points.giver,
                points.receiver);
    }

    private record Point(UUID author, boolean answers) {
        static Point of(ResultSet row, int n) throws SQLException {
            return new Point(Columns.id(row, "author"), row.getBoolean("answers"));
        }
    }

    private record Points(@Nullable UUID giver, @Nullable UUID receiver, String kind, boolean automated) {
        static Points of(ResultSet row, int n) throws SQLException {
            return new Points(
                    Columns.optionalId(row, "giver"),
                    Columns.optionalId(row, "receiver"),
                    row.getString("kind"),
                    row.getBoolean("automated"));
        }
    }
}
