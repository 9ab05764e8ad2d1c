package org.geben.query.leaderboard;

import org.geben.kernel.EventNames;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.contribution.ContributionEvent.AnswerAccepted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;

/**
 * Facts of one kind, in SQL.
 *
 * @param name by which facts of this kind are told apart from others
 * @param id which no other fact of the kind has
 * @param event the name of the one that brought it about
 * @param eventId the id of that event
 * @param stream in which it stands
 * @param kind by which it is weighed
 * @param inferred whether its time is
 * @param from the table, and what must be looked up beside it
 * @param inGroup the same where a group is asked for
 * @param group in which it happened, there
 * @param anyGroup in which it happened, elsewhere
 * @param where which of them count at all
 * @param credit the points for a weight of {@code %1$s}
 */
record FactTable(
        String name,
        String event,
        String eventId,
        String id,
        String stream,
        String kind,
        String at,
        String day,
        String inferred,
        String from,
        String inGroup,
        String group,
        String anyGroup,
        String where,
        String repeat,
        String capped,
        String credit) {
    private static final String VISIBLE = "NOT c.withdrawn AND NOT c.hidden";

    static final FactTable CONTRIBUTION = of(
            "contribution",
            EventNames.of(ContributionPublished.class),
            "c.event",
            "c.id",
            "c.id",
            "c.kind",
            "c.published_at",
            "c.day",
            "$.contribution c",
            "c.group_id",
            VISIBLE);

    static final FactTable RESPONSE = of(
            "response",
            EventNames.of(ContributionPublished.class),
            "(SELECT reply.event FROM $.contribution reply WHERE reply.id = r.reply)",
            "r.contribution",
            "r.reply",
            "r.kind",
            "r.responded_at",
            "r.day",
            "$.response r",
            "r.group_id",
            "true");

    static final FactTable ACCEPTANCE = of(
            "acceptance",
            EventNames.of(AnswerAccepted.class),
            "x.event",
            "x.answer",
            "x.question",
            "x.kind",
            "x.accepted_at",
            "x.day",
            """
            $.acceptance x JOIN $.contribution c ON c.id = x.answer JOIN $.contribution q ON q.id = x.question
            JOIN $.member asker ON asker.id = q.author""",
            "x.group_id",
            "NOT asker.automated AND q.author <> c.author AND " + VISIBLE);

    /** The kth of one giver for one receiver in a month is worth the square root of k less. */
    static final FactTable APPRECIATION = new FactTable(
            "appreciation",
            EventNames.of(AppreciationGiven.class),
            "a.event",
            "a.id",
            "a.id",
            "a.kind",
            "a.given_at",
            "a.day",
            "a.time_inferred",
            "$.appreciation a",
            "$.contribution g JOIN $.appreciation a ON a.contribution = g.id",
            "g.group_id",
            "(SELECT g.group_id FROM $.contribution g WHERE g.id = a.contribution)",
            "NOT a.automated",
            "CASE WHEN w.damped THEN a.repeat ELSE 1 END",
            "a.capped",
            """
            CASE WHEN a.capped THEN 0::bigint WHEN a.repeat = 1 OR NOT w.damped THEN %1$s
                 ELSE floor(%1$s / sqrt(a.repeat::float8) + 0.5)::bigint END""");

    private static FactTable of(
            String name,
            String event,
            String eventId,
            String id,
            String stream,
            String kind,
            String at,
            String day,
            String from,
            String group,
            String where) {
        return new FactTable(
                name,
                event,
                eventId,
                id,
                stream,
                kind,
                at,
                day,
                "false",
                from,
                from,
                group,
                group,
                where,
                "1::bigint",
                "false",
                "%1$s");
    }

    /** The weights of the rules that were valid at its moment, named {@code w}. */
    String weighed() {
        return " JOIN $.weight w ON w.kind = %1$s AND w.valid_from <= %2$s AND w.valid_until > %2$s "
                .formatted(kind, at);
    }
}
