package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import org.geben.kernel.appreciation.AppreciationKind;

/**
 * Counts standings from the facts, in SQL. In its parts <code>{table}</code>, <code>{id}</code>, <code>{member}</code>,
 * <code>{at}</code>, <code>{day}</code>, <code>{inferred}</code> and <code>{group}</code> stand for those of each fact.
 *
 * @param beside what the facts are joined with, if anything
 * @param inGroup whether groups are asked for
 * @param scope the group or the community
 * @param where which facts
 */
record Counting(String beside, boolean inGroup, String scope, String stretch, String where) {
    static final String COMMUNITY = "'00000000-0000-0000-0000-000000000000'::uuid";

    /** That of each fact; below zero where its time is inferred. */
    static final String MONTH = "(CASE WHEN {inferred} THEN -({day} / 100) ELSE {day} / 100 END)::integer";

    /** Those to which a month says what it adds: its quarter, its year and all time. */
    static final int LATER_STRETCHES = 3;

    private static final String KINDS = Arrays.stream(AppreciationKind.values())
            .map(kind -> "count(*) FILTER (WHERE kind = '%s')".formatted(kind.name()))
            .collect(joining(", ", "ARRAY[", "]::integer[]"));

    /** Where the same giver has appreciated the same receiver before, also elsewhere, and when: as kept with the facts. */
    private static final String FRESH = "CASE WHEN a.giver IS NULL THEN 0 ELSE a.fresh END";

    /** Within what is counted. */
    private static final String FIRST = """
            CASE WHEN a.giver IS NULL OR a.capped THEN 0
                 WHEN row_number() OVER (PARTITION BY %s, a.receiver, a.giver, a.capped
                                         ORDER BY a.time_inferred, a.given_at, a.id) = 1 THEN 1
                 ELSE 0 END""";

    /** Others that count of the same giver for the same receiver, in a group. */
    static final String BESIDE = """
            $.appreciation o JOIN $.contribution og ON og.id = o.contribution
            WHERE o.giver = a.giver AND o.receiver = a.receiver AND NOT o.automated AND NOT o.capped AND o.id <> a.id
              AND og.group_id = %s""";

    /** Of a new one, in a group where it is the latest. */
    private static final String NEW =
            "CASE WHEN a.giver IS NULL OR a.capped OR EXISTS (SELECT FROM " + BESIDE + ") THEN 0 ELSE 1 END";

    private static final String LATER = """
            ARRAY[coalesce(sum(giver) FILTER (WHERE fresh >= 2), 0), coalesce(sum(giver) FILTER (WHERE fresh >= 3), 0),
                  coalesce(sum(giver) FILTER (WHERE fresh >= 4), 0), count(*) FILTER (WHERE fresh >= 2),
                  count(*) FILTER (WHERE fresh >= 3), count(*) FILTER (WHERE fresh >= 4)]::bigint[]""";

    /** On the boards on which every fact has its points for itself. */
    String simple(List<Source> sources) {
        String facts = sources.stream().map(this::facts).collect(joining(" UNION ALL "));
        return """
                SELECT member, scope, stretch, board, sum(points)::bigint AS points, 0::bigint AS volume,
                       coalesce(max(at) FILTER (WHERE points > 0), max(at)) AS reached_at,
                       sum(part)::bigint AS part, sum(a)::bigint AS a, sum(b)::bigint AS b,
                       NULL::integer[] AS kinds, NULL::bigint[] AS later
                FROM (%s) f GROUP BY member, scope, stretch, board
                """.formatted(facts);
    }

    private String facts(Source source) {
        return """
                SELECT %s AS member, %s AS scope, %s AS stretch, %d::smallint AS board, %s AS at, %s AS points,
                       %s AS part, %s AS a, %s AS b
                FROM %s
                """.formatted(
                        source.member(),
                        filled(scope, source),
                        filled(stretch, source),
                        source.board().number(),
                        source.of().at(),
                        source.points(),
                        source.part(),
                        source.a(),
                        source.b(),
                        from(source));
    }

    /** On the board of those who are appreciated: months, and what they add to longer stretches. */
    String receivedPerMonth() {
        return received(FRESH, LATER);
    }

    /** On the board of those who are appreciated. */
    String received() {
        return received(FIRST.formatted(filled(scope, Source.RECEIVED)), "NULL::bigint[]");
    }

    /** The same by new ones, each the latest of its giver in the group that is asked for. */
    String newlyReceived() {
        return received(NEW.formatted(filled(scope, Source.RECEIVED)), "NULL::bigint[]");
    }

    private String received(String fresh, String later) {
        Source source = Source.RECEIVED;
        return """
                SELECT member, scope, stretch, %d::smallint AS board,
                       (sum(points) + coalesce(sum(giver) FILTER (WHERE fresh > 0), 0))::bigint AS points,
                       count(*) AS volume, max(at) AS reached_at,
                       coalesce(sum(giver) FILTER (WHERE fresh > 0), 0)::bigint AS part,
                       count(*) FILTER (WHERE fresh > 0) AS a, sum(b)::bigint AS b, %s AS kinds, %s AS later
                FROM (SELECT %s AS member, %s AS scope, %s AS stretch, %s AS at, %s AS points, w.giver, %s AS fresh,
                             %s AS b, a.kind
                      FROM %s) f
                GROUP BY member, scope, stretch
                """.formatted(
                        source.board().number(),
                        KINDS,
                        later,
                        source.member(),
                        filled(scope, source),
                        filled(stretch, source),
                        source.of().at(),
                        source.points(),
                        fresh,
                        source.b(),
                        from(source));
    }

    /** Each fact by itself. */
    String explained(Source source, String sign) {
        return """
                SELECT %s, false AS distinct_giver, 0::bigint AS giver_weight, %s(%s) AS points FROM %s
                """.formatted(
                        told(source), sign, source.points(), from(source) + " AND " + source.member() + " = :member");
    }

    /** The same on the board of those who are appreciated. */
    String explainedReceived() {
        Source source = Source.RECEIVED;
        return """
                SELECT e.fact, e.event, e.event_id, e.id, e.stream, e.kind, e.at, e.version, e.weight, e.repeat, e.capped,
                       e.group_id, e.first > 0 AS distinct_giver, e.giver AS giver_weight,
                       e.points + CASE WHEN e.first > 0 THEN e.giver ELSE 0 END AS points
                FROM (SELECT %s, %s AS first, w.giver, %s AS points FROM %s) e
                """.formatted(
                        told(source),
                        FIRST.formatted(filled(scope, source)),
                        source.points(),
                        from(source) + " AND " + source.member() + " = :member");
    }

    private String told(Source source) {
        FactTable of = source.of();
        return """
                '%s'::text AS fact, '%s'::text AS event, %s AS event_id, %s AS id, %s AS stream, %s AS kind, %s AS at,
                w.version, %s AS weight, %s AS repeat, %s AS capped, %s AS group_id
                """.formatted(
                        source.fact(),
                        of.event(),
                        of.eventId(),
                        of.id(),
                        of.stream(),
                        of.kind(),
                        of.at(),
                        source.weight(),
                        of.repeat(),
                        of.capped(),
                        inGroup ? of.group() : of.anyGroup());
    }

    private String from(Source source) {
        FactTable of = source.of();
        return beside + (inGroup ? of.inGroup() : of.from()) + of.weighed() + source.where(filled(where, source));
    }

    private static String filled(String template, Source source) {
        FactTable of = source.of();
        return template.replace("{table}", of.name())
                .replace("{id}", of.id())
                .replace("{member}", source.member())
                .replace("{at}", of.at())
                .replace("{day}", of.day())
                .replace("{inferred}", of.inferred())
                .replace("{group}", of.group());
    }
}
