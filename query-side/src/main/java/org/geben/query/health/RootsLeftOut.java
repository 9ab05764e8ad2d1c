package org.geben.query.health;

import java.util.Map;
import java.util.TreeMap;

/**
 * Threads opened in the window that are not counted, by why.
 *
 * @param ofNewcomers those of them whose author was in the first thirty days
 */
record RootsLeftOut(Map<String, Long> all, Map<String, Long> ofNewcomers) {
    private static final String NEWCOMERS = "newcomers:";

    private static final String LEFT_OUT = """
            WITH root AS (
                SELECT CASE WHEN c.withdrawn THEN 'withdrawn' WHEN c.hidden THEN 'hidden'
                            WHEN m.id IS NULL THEN 'later' WHEN m.automated THEN 'automated'
                            WHEN NOT m.present THEN 'left' END AS why,
                       c.published_at < m.joined_at + %s AS new
                FROM $.contribution c LEFT JOIN $.member m ON m.id = c.author
                WHERE c.in_reply_to IS NULL AND c.published_at >= :from AND c.published_at < :to
                  AND {contribution in scope})
            SELECT count(*) FILTER (WHERE why = 'withdrawn') AS "rootsWithdrawn",
                   count(*) FILTER (WHERE why = 'hidden') AS "rootsHidden",
                   count(*) FILTER (WHERE why = 'later') AS "rootsOfMembersNotYetThere",
                   count(*) FILTER (WHERE why = 'automated') AS "rootsOfAutomatedMembers",
                   count(*) FILTER (WHERE why = 'left') AS "rootsOfMembersWhoLeft",
                   count(*) FILTER (WHERE new AND why = 'withdrawn') AS "newcomers:rootsWithdrawn",
                   count(*) FILTER (WHERE new AND why = 'hidden') AS "newcomers:rootsHidden",
                   count(*) FILTER (WHERE new AND why = 'automated') AS "newcomers:rootsOfAutomatedMembers",
                   count(*) FILTER (WHERE new AND why = 'left') AS "newcomers:rootsOfMembersWhoLeft"
            FROM root WHERE why IS NOT NULL
            """.formatted(Newcomers.THIRTY_DAYS);

    static RootsLeftOut in(Observation observation) {
        RootsLeftOut leftOut = new RootsLeftOut(new TreeMap<>(), new TreeMap<>());
        Scope.leftOut(observation.sql(LEFT_OUT)).forEach((name, n) -> {
            if (name.startsWith(NEWCOMERS)) {
                leftOut.ofNewcomers.put(name.substring(NEWCOMERS.length()), n);
            } else {
                leftOut.all.put(name, n);
            }
        });
        return leftOut;
    }
}
