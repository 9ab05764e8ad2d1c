package org.geben.query.desk;

import java.time.Instant;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.OutreachEvent.OutreachAssigned;
import org.geben.kernel.outreach.OutreachEvent.OutreachDismissed;
import org.geben.kernel.outreach.OutreachEvent.OutreachOpened;
import org.geben.kernel.outreach.OutreachEvent.OutreachResolved;
import org.geben.kernel.outreach.OutreachId;
import org.geben.kernel.privacy.Trace;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Latest;
import org.geben.query.generation.Rows;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The cases. What happens to an outreach belongs to its last opening before that, which is found by the sequence of the
 * events; so a batch may hold several openings of one outreach. What was noted of a member goes with the member.
 */
final class OutreachChanges {
    private static final String RESOLVED = "RESOLVED";
    private static final String DISMISSED = "DISMISSED";

    /** Each row with the opening that it belongs to; of several for one opening the last. */
    private static final String PLACED = """
            WITH batch AS (SELECT * FROM :rows), placed AS (
                SELECT DISTINCT ON (batch.outreach, batch.sequence) batch.*, c.opening
                FROM batch JOIN $.outreach_case c ON c.outreach = batch.outreach AND c.opening < batch.sequence
                ORDER BY batch.outreach, batch.sequence, c.opening DESC
            ), latest AS (
                SELECT DISTINCT ON (outreach, opening) * FROM placed ORDER BY outreach, opening, sequence DESC
            )
            """;

    private final Rows opened;
    private final Rows assigned;
    private final Rows closed;
    private final Latest erased;

    OutreachChanges(Buffers buffers) {
        opened = buffers.inserts(
                "outreach_case",
                "outreach uuid",
                "opening bigint",
                "cause text",
                "member uuid",
                "contribution uuid",
                "group_id uuid",
                "since timestamptz",
                "opened_at timestamptz");
        assigned = buffers.rows(
                "assignment",
                "outreach uuid",
                "sequence bigint",
                "assignee uuid",
                "assigned_by uuid",
                "at timestamptz");
        closed = buffers.rows(
                "closing",
                "outreach uuid",
                "sequence bigint",
                "state text",
                "closed_by uuid",
                "at timestamptz",
                "words text");
        erased = buffers.latest("erased_subject", "id uuid");
    }

    void opened(OutreachOpened event, long sequence, Instant at) {
        ContributionId contribution = event.contribution();
        GroupId group = event.group();
        opened.add(
                event.outreachId().value(),
                sequence,
                event.cause().name(),
                event.member().value(),
                contribution == null ? null : contribution.value(),
                group == null ? null : group.value(),
                event.since(),
                at);
    }

    void assigned(OutreachAssigned event, long sequence, Instant at) {
        assigned.add(
                event.outreachId().value(),
                sequence,
                event.to().value(),
                event.by().value(),
                at);
    }

    void resolved(OutreachResolved event, long sequence, Instant at) {
        closed(event.outreachId(), sequence, RESOLVED, event.by(), at, event.note());
    }

    void dismissed(OutreachDismissed event, long sequence, Instant at) {
        closed(event.outreachId(), sequence, DISMISSED, event.by(), at, event.reason());
    }

    private void closed(
            OutreachId outreach,
            long sequence,
            String state,
            @Nullable MemberId by,
            Instant at,
            @Nullable String words) {
        closed.add(outreach.value(), sequence, state, by == null ? null : by.value(), at, words);
    }

    void erased(MemberId member) {
        erased.put(member.value());
    }

    void flush(Tables tables) {
        tables.write(PLACED + """
                UPDATE $.outreach_case c SET assignee = latest.assignee, assigned_by = latest.assigned_by,
                                             assigned_at = latest.at
                FROM latest WHERE c.outreach = latest.outreach AND c.opening = latest.opening
                """, assigned);
        tables.write(PLACED + """
                UPDATE $.outreach_case c SET state = latest.state, closed_by = latest.closed_by,
                                             closed_at = latest.at, words = latest.words
                FROM latest WHERE c.outreach = latest.outreach AND c.opening = latest.opening
                """, closed);
        tables.write("""
                UPDATE $.outreach_case c SET words = CASE WHEN c.state = '%s' THEN '%s' END
                FROM :rows WHERE c.member = batch.id AND c.words IS NOT NULL
                """.formatted(DISMISSED, Trace.ERASED_TEXT), erased);
    }
}
