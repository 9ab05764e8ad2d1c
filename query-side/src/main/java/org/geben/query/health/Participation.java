package org.geben.query.health;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.geben.query.generation.Reading;

/**
 * Who took part and who was recognised. The people are the members who are present and no programs, and who had joined
 * before the window's end or did something in it; for a group those who belong to it or did something there.
 *
 * <p>Appreciations whose time is inferred are left out: when they were given is not known. So are those of programs and
 * of members who have left; those of unknown givers count for their receivers. What is left out is counted once: by its
 * giver first, then by its receiver.
 *
 * <p>The contributions of the top 1 %, the next 9 % and the rest follow Nielsen's 90-9-1, the sizes of the first two
 * rounded up; inequality is Gini's Σ(2i − n − 1)·xᵢ ÷ (n·Σxᵢ), x ascending, i from 1, zeros kept.
 */
record Participation(
        long people,
        long contributors,
        long active,
        long givers,
        long receivers,
        long contributions,
        long byTop,
        long byNext,
        long byRest,
        long received,
        long spread) {

    private static final String PEOPLE = """
            WITH made AS (
                SELECT c.author AS member, count(*) AS n FROM $.contribution c
                WHERE c.published_at >= :from AND c.published_at < :to AND NOT c.withdrawn AND NOT c.hidden
                  AND {contribution in scope}
                GROUP BY c.author),
            appreciation AS (
                SELECT a.giver, a.receiver, coalesce(g.automated OR NOT g.present, false) AS left_out
                FROM $.appreciation a
                LEFT JOIN $.contribution c ON c.id = a.contribution
                LEFT JOIN $.member g ON g.id = a.giver
                WHERE a.given_at >= :from AND a.given_at < :to AND NOT a.time_inferred AND {contribution in scope}),
            given AS (SELECT giver AS member, count(*) AS n FROM appreciation WHERE giver IS NOT NULL GROUP BY giver),
            received AS (
                SELECT receiver AS member, count(*) AS n FROM appreciation
                WHERE receiver IS NOT NULL AND NOT left_out GROUP BY receiver),
            people AS (
                SELECT coalesce(made.n, 0) AS contributions, coalesce(given.n, 0) AS given,
                       coalesce(received.n, 0) AS received
                FROM $.member m
                LEFT JOIN made ON made.member = m.id
                LEFT JOIN given ON given.member = m.id
                LEFT JOIN received ON received.member = m.id
                WHERE m.present AND NOT m.automated
                  AND (m.joined_at < :to AND {member in scope} OR made.n > 0 OR given.n > 0 OR received.n > 0)),
            ranked AS (
                SELECT *, row_number() OVER (ORDER BY contributions DESC) AS place,
                       row_number() OVER (ORDER BY received) AS i, count(*) OVER () AS n
                FROM people),
            placed AS (SELECT *, (n + 99) / 100 AS top, (9 * n + 99) / 100 AS next FROM ranked)
            SELECT count(*) AS people,
                   count(*) FILTER (WHERE contributions > 0) AS contributors,
                   count(*) FILTER (WHERE contributions > 0 OR given > 0) AS active,
                   count(*) FILTER (WHERE given > 0) AS givers,
                   count(*) FILTER (WHERE received > 0) AS receivers,
                   coalesce(sum(contributions), 0)::bigint AS contributions,
                   coalesce(sum(contributions) FILTER (WHERE place <= top), 0)::bigint AS by_top,
                   coalesce(sum(contributions) FILTER (WHERE place > top AND place <= top + next), 0)::bigint AS by_next,
                   coalesce(sum(contributions) FILTER (WHERE place > top + next), 0)::bigint AS by_rest,
                   coalesce(sum(received), 0)::bigint AS received,
                   coalesce(sum((2 * i - n - 1) * received), 0)::bigint AS spread
            FROM placed
            """;

    private static final String LEFT_OUT_CONTRIBUTIONS = """
            SELECT count(*) FILTER (WHERE c.withdrawn) AS "contributionsWithdrawn",
                   count(*) FILTER (WHERE NOT c.withdrawn AND c.hidden) AS "contributionsHidden",
                   count(*) FILTER (WHERE NOT c.withdrawn AND NOT c.hidden AND m.automated)
                       AS "contributionsOfAutomatedMembers",
                   count(*) FILTER (WHERE NOT c.withdrawn AND NOT c.hidden AND NOT m.automated AND NOT m.present)
                       AS "contributionsOfMembersWhoLeft"
            FROM $.contribution c JOIN $.member m ON m.id = c.author
            WHERE c.published_at >= :from AND c.published_at < :to AND {contribution in scope}
            """;

    private static final String LEFT_OUT_APPRECIATIONS = """
            WITH appreciation AS (
                SELECT a.time_inferred, a.giver, a.receiver, g.automated AS by_program, NOT g.present AS by_departed,
                       r.automated AS for_program, NOT r.present AS for_departed,
                       a.giver IS NULL OR NOT g.automated AND g.present AS counted_giver
                FROM $.appreciation a
                LEFT JOIN $.contribution c ON c.id = a.contribution
                LEFT JOIN $.member g ON g.id = a.giver
                LEFT JOIN $.member r ON r.id = a.receiver
                WHERE a.given_at >= :from AND a.given_at < :to AND {contribution in scope})
            SELECT count(*) FILTER (WHERE time_inferred) AS "appreciationsAtAnInferredTime",
                   count(*) FILTER (WHERE NOT time_inferred AND by_program) AS "appreciationsOfAutomatedMembers",
                   count(*) FILTER (WHERE NOT time_inferred AND giver IS NULL) AS "appreciationsOfUnknownGivers",
                   count(*) FILTER (WHERE NOT time_inferred AND NOT by_program AND by_departed)
                       AS "appreciationsOfMembersWhoLeft",
                   count(*) FILTER (WHERE NOT time_inferred AND counted_giver AND receiver IS NULL)
                       AS "appreciationsForNoMember",
                   count(*) FILTER (WHERE NOT time_inferred AND counted_giver AND for_program)
                       AS "appreciationsForAutomatedMembers",
                   count(*) FILTER (WHERE NOT time_inferred AND counted_giver AND NOT for_program AND for_departed)
                       AS "appreciationsForMembersWhoLeft"
            FROM appreciation
            """;

    /** They make nobody a giver, yet count for their receivers. */
    private static final String UNKNOWN_GIVERS = "appreciationsOfUnknownGivers";

    private static final Set<String> RECEIVERS_LEFT_OUT =
            Set.of("appreciationsForNoMember", "appreciationsForAutomatedMembers", "appreciationsForMembersWhoLeft");

    static List<Metric> metrics(Reading reading, GetHealth query) {
        Participation found = Scope.of(reading, query, PEOPLE)
                .query((row, n) -> new Participation(
                        row.getLong("people"),
                        row.getLong("contributors"),
                        row.getLong("active"),
                        row.getLong("givers"),
                        row.getLong("receivers"),
                        row.getLong("contributions"),
                        row.getLong("by_top"),
                        row.getLong("by_next"),
                        row.getLong("by_rest"),
                        row.getLong("received"),
                        row.getLong("spread")))
                .single();
        Map<String, Long> contributions = Scope.leftOut(Scope.of(reading, query, LEFT_OUT_CONTRIBUTIONS));
        Map<String, Long> appreciations = Scope.leftOut(Scope.of(reading, query, LEFT_OUT_APPRECIATIONS));
        Map<String, Long> given = new TreeMap<>(appreciations);
        given.keySet().removeAll(RECEIVERS_LEFT_OUT);
        Map<String, Long> received = new TreeMap<>(appreciations);
        received.remove(UNKNOWN_GIVERS);
        return found.metrics(contributions, given, received);
    }

    private List<Metric> metrics(Map<String, Long> left, Map<String, Long> given, Map<String, Long> received) {
        String silent = "Nobody contributed in the window.";
        String idle = "Nobody was active in the window.";
        Map<String, Long> activity = both(left, given);
        return List.of(
                Metric.count("contributors", contributors, people, left),
                Metric.count("activeMembers", active, people, activity),
                Metric.percentage("participationTop1", byTop, contributions, silent, left),
                Metric.percentage("participationNext9", byNext, contributions, silent, left),
                Metric.percentage("participationRemaining90", byRest, contributions, silent, left),
                gini(received),
                Metric.ratio("recognitionCoverageReceivers", receivers, active, idle, both(left, received)),
                Metric.ratio("recognitionCoverageGivers", givers, active, idle, activity));
    }

    private Metric gini(Map<String, Long> leftOut) {
        String name = "recognitionGini";
        if (people < 2) {
            return Metric.undefined(
                    name, "ratio", spread, people * received, "There are fewer than two members.", leftOut);
        }
        return Metric.ratio(name, spread, people * received, "Nobody was appreciated in the window.", leftOut);
    }

    private static Map<String, Long> both(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> both = new TreeMap<>(one);
        both.putAll(other);
        return both;
    }
}
