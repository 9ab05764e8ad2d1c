package org.geben.query.leaderboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.contribution.ContributionId;
import org.geben.query.Columns;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Contributions, and whether they answer another person; hidden and withdrawn ones stay known, for a reply may still arrive.
 * An accepted answer has the moment of its acceptance.
 */
final class ContributionChanges {
    private final MemberChanges members;
    private final Touched touched;
    private final Uncounted uncounted;
    private final Responses responses;
    private final Rows roots;
    private final Rows replies;
    private final Latest hidden;
    private final Latest withdrawn;
    private final Latest accepted;

    ContributionChanges(Buffers buffers, MemberChanges members, Touched touched, Uncounted uncounted) {
        this.members = members;
        this.touched = touched;
        this.uncounted = uncounted;
        responses = new Responses(buffers, touched);
        roots = buffers.inserts(
                "contribution",
                "id uuid",
                "event uuid",
                "author uuid",
                "kind text",
                "root uuid",
                "group_id uuid",
                "published_at timestamptz",
                "day bigint");
        replies = buffers.rows(
                "reply",
                "id uuid",
                "event uuid",
                "author uuid",
                "kind text",
                "in_reply_to uuid",
                "root uuid",
                "group_id uuid",
                "published_at timestamptz",
                "day bigint",
                "by_program boolean");
        hidden = buffers.latest("hiding", "id uuid", "hidden boolean");
        withdrawn = buffers.latest("withdrawal", "id uuid");
        accepted = buffers.latest(
                "accepting", "question uuid", "event uuid", "answer uuid", "accepted_at timestamptz", "day bigint");
    }

    void published(ContributionPublished event, UUID eventId, Instant at) {
        UUID id = event.contributionId().value();
        UUID author = event.author().value();
        UUID root = event.root().value();
        String kind = event.kind().name();
        long day = touched.calendar.day(at);
        @Nullable UUID group = event.group() == null ? null : event.group().value();
        @Nullable
        UUID parent = event.inReplyTo() == null ? null : event.inReplyTo().value();
        if (parent == null) {
            roots.add(id, eventId, author, kind, root, group, at, day);
        } else {
            replies.add(id, eventId, author, kind, parent, root, group, at, day, members.programs.contain(author));
            responses.changed(root, parent);
            touched.mayRise(author, day, false);
        }
        responses.published(author);
        touched.earned(FactTable.CONTRIBUTION, id, author, day, group);
    }

    void hidden(ContributionId contribution, boolean isHidden) {
        hidden.put(contribution.value(), isHidden);
    }

    void withdrawn(ContributionWithdrawn event) {
        withdrawn.put(event.contributionId().value());
    }

    void accepted(AnswerAccepted event, UUID eventId, Instant at) {
        accepted.put(event.contributionId().value(), eventId, event.answer().value(), at, touched.calendar.day(at));
    }

    void flush(Tables tables) {
        tables.write("""
                WITH batch AS (SELECT * FROM :rows), come AS (
                INSERT INTO $.contribution (id, event, author, kind, in_reply_to, root, group_id, published_at, day,
                                            answers, answers_program)
                SELECT batch.id, batch.event, batch.author, batch.kind, batch.in_reply_to, batch.root, batch.group_id,
                       batch.published_at, batch.day,
                       coalesce(answered.id <> batch.author AND NOT answered.automated, false),
                       coalesce(answered.automated AND NOT batch.by_program, false)
                FROM batch
                LEFT JOIN $.contribution stored ON stored.id = batch.in_reply_to
                LEFT JOIN batch beside ON beside.id = batch.in_reply_to
                LEFT JOIN $.member answered ON answered.id = coalesce(stored.author, beside.author)
                RETURNING day, answers_program)
                SELECT day / 100 AS month, count(*) AS replies FROM come WHERE answers_program GROUP BY 1
                """, replies, row -> uncounted.repliesToPrograms(row.getLong("month"), row.getLong("replies")));
        if (touched.isEverything()) {
            // What is known of the table says that nothing in it replies.
            tables.sql("ANALYZE $.contribution").update();
        }
        tables.write("""
                UPDATE $.contribution c SET hidden = batch.hidden
                FROM :rows WHERE c.id = batch.id AND c.hidden <> batch.hidden AND NOT c.withdrawn
                RETURNING c.author, c.day, c.group_id, c.root, c.in_reply_to,
                          CASE WHEN NOT c.answers_program THEN 0 WHEN c.hidden THEN -1 ELSE 1 END AS uncounted
                """, hidden, this::turned);
        tables.write("""
                UPDATE $.contribution c SET withdrawn = true FROM :rows WHERE c.id = batch.id AND NOT c.withdrawn
                RETURNING c.author, c.day, c.group_id, c.root, c.in_reply_to,
                          CASE WHEN c.answers_program AND NOT c.hidden THEN -1 ELSE 0 END AS uncounted
                """, withdrawn, this::turned);
        flushAcceptances(tables);
        responses.flush(tables);
    }

    private void flushAcceptances(Tables tables) {
        tables.write("""
                DELETE FROM $.acceptance x USING :rows WHERE x.question = batch.question
                RETURNING x.author, x.day, x.group_id
                """, accepted, this::changed);
        tables.write("""
                INSERT INTO $.acceptance (question, event, answer, author, kind, group_id, accepted_at, day)
                SELECT batch.question, batch.event, c.id, c.author, c.kind, c.group_id, batch.accepted_at, batch.day
                FROM :rows JOIN $.contribution c ON c.id = batch.answer
                RETURNING author, day, group_id
                """, accepted, this::changed);
        if (!touched.isEverything()) {
            String ofAnswers = """
                    SELECT x.author, x.day, x.group_id FROM :rows JOIN $.acceptance x ON x.answer = batch.id
                    """;
            tables.write(ofAnswers, hidden, this::changed);
            tables.write(ofAnswers, withdrawn, this::changed);
        }
    }

    /** It has come into sight, or gone out of it. */
    private void turned(ResultSet row) throws SQLException {
        changed(row);
        uncounted.replyToProgram(row.getInt("uncounted"), row.getLong("day"));
        UUID parent = Columns.optionalId(row, "in_reply_to");
        if (parent != null) {
            responses.changed(Columns.id(row, "root"), parent);
        }
    }

    private void changed(ResultSet row) throws SQLException {
        touched.changed(Columns.id(row, "author"), row.getLong("day"), Columns.optionalId(row, "group_id"));
    }
}
