package org.geben.query.health;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Sums;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What each gave to each other, moment by moment, of which windows in any zone are made. What comes into sight is
 * added, whenever it is told of, and what goes out of it is taken off. A member's first contribution, and when the member
 * was first appreciated, are looked for anew only where they can have changed.
 */
final class Given {
    /** Stands for no group, an unknown giver, and no other member. */
    static final UUID NOBODY = new UUID(0, 0);

    private static final String OF_CONTRIBUTIONS = """
            SELECT c.published_at AS at, coalesce(c.group_id, '%1$s') AS group_id, c.author AS giver,
                   coalesce(answered.author, '%1$s') AS receiver, {times} AS contributions, 0 AS appreciations
            FROM {from}
            LEFT JOIN $.contribution answered ON answered.id = c.in_reply_to AND answered.author <> c.author
            """.formatted(NOBODY);

    private static final String OF_APPRECIATIONS = """
            SELECT a.given_at AS at, coalesce(c.group_id, '%1$s') AS group_id, a.giver,
                   coalesce(a.receiver, '%1$s') AS receiver, 0 AS contributions, {times} AS appreciations
            FROM {from}
            LEFT JOIN $.contribution c ON c.id = a.contribution
            """.formatted(NOBODY);

    private static final String COLUMNS =
            "at, group_id, giver, receiver, giver_since, receiver_since, contributions, appreciations";

    private static final String SUMMED = """
            SELECT fact.at, fact.group_id, fact.giver, fact.receiver,
                   min(g.joined_at) AS giver_since, min(r.joined_at) AS receiver_since,
                   sum(fact.contributions)::bigint AS contributions, sum(fact.appreciations)::bigint AS appreciations
            FROM ({facts}) fact
            LEFT JOIN $.member g ON g.id = fact.giver
            LEFT JOIN $.member r ON r.id = fact.receiver
            GROUP BY fact.at, fact.group_id, fact.giver, fact.receiver
            """;

    private static final String ADDED = """
            MERGE INTO $.given kept USING (
                %s HAVING sum(fact.contributions) <> 0 OR sum(fact.appreciations) <> 0) n
            ON kept.giver = n.giver AND kept.at = n.at AND kept.group_id = n.group_id AND kept.receiver = n.receiver
            WHEN MATCHED AND kept.contributions + n.contributions = 0 AND kept.appreciations + n.appreciations = 0
                THEN DELETE
            WHEN MATCHED THEN UPDATE SET contributions = kept.contributions + n.contributions,
                                         appreciations = kept.appreciations + n.appreciations
            WHEN NOT MATCHED THEN INSERT (%s)
                VALUES (n.at, n.group_id, n.giver, n.receiver, n.giver_since, n.receiver_since,
                        n.contributions, n.appreciations)
            """.formatted(SUMMED, COLUMNS);

    private static final String FIRSTS = """
            first AS (
                SELECT DISTINCT ON (c.author) c.author, c.id, c.published_at
                FROM {contributions}
                WHERE NOT c.withdrawn AND NOT c.hidden
                ORDER BY c.author, c.published_at, c.id)
            UPDATE $.member m SET first_contribution = first.id, first_at = first.published_at
            """;

    private static final String BY_NO_PROGRAM =
            "LEFT JOIN $.member giver ON giver.id = a.giver WHERE NOT a.time_inferred AND giver.automated IS NOT TRUE";

    private static final String ALL_THANKED = """
            UPDATE $.member m SET thanked_at = first.at
            FROM (SELECT a.receiver, min(a.given_at) AS at FROM $.appreciation a %s GROUP BY a.receiver) first
            WHERE m.id = first.receiver
            """.formatted(BY_NO_PROGRAM);

    private static final String THANKED = """
            UPDATE $.member m SET thanked_at = first.at
            FROM (SELECT DISTINCT m.id FROM :rows JOIN $.member m ON m.id = batch.receiver
                  LEFT JOIN $.member giver ON giver.id = batch.giver
                  WHERE giver.automated IS NOT TRUE AND (m.thanked_at IS NULL OR batch.given_at <= m.thanked_at)) candidate
            LEFT JOIN LATERAL (
                SELECT a.given_at AS at FROM $.appreciation a %s AND a.receiver = candidate.id
                ORDER BY a.given_at LIMIT 1) first ON true
            WHERE m.id = candidate.id AND m.thanked_at IS DISTINCT FROM first.at
            """.formatted(BY_NO_PROGRAM);

    private static final String COUNT = "INSERT INTO $.given (%s) ".formatted(COLUMNS)
            + SUMMED.replace(
                    "{facts}",
                    from(OF_CONTRIBUTIONS, "$.contribution c", "1")
                            + "WHERE NOT c.withdrawn AND NOT c.hidden UNION ALL "
                            + from(OF_APPRECIATIONS, "$.appreciation a", "1")
                            + "WHERE NOT a.time_inferred")
            + "ORDER BY at, group_id, giver, receiver";

    private static final String ADD_CONTRIBUTIONS =
            added(from(OF_CONTRIBUTIONS, ":rows JOIN $.contribution c ON c.id = batch.id", "batch.times"));

    private static final String ADD_APPRECIATIONS =
            added(from(OF_APPRECIATIONS, "(SELECT batch.* FROM :rows) a", "a.times"));

    private final Sums contributions;
    private final Sums appreciations;
    private final boolean everything;

    private Given(Buffers buffers, boolean everything) {
        this.everything = everything;
        contributions = buffers.sums("given_contribution", "id uuid", "times bigint");
        appreciations = buffers.sums(
                "given_appreciation",
                "giver uuid",
                "receiver uuid",
                "contribution uuid",
                "given_at timestamptz",
                "times bigint");
    }

    /** Where nothing is counted yet, as in a generation that is being filled, everything is, and nothing is gathered. */
    static Given in(Buffers buffers, Tables tables) {
        return new Given(
                buffers,
                tables.sql("SELECT NOT EXISTS (SELECT FROM $.given)")
                        .query(Boolean.class)
                        .single());
    }

    /** @param times 1 for one that comes into sight, -1 for one that goes out of it */
    void contributed(long times, UUID contribution) {
        if (!everything) {
            contributions.add("times", times, contribution);
        }
    }

    /** @param times 1 for one that comes, -1 for one that goes */
    void appreciated(long times, UUID giver, @Nullable UUID receiver, @Nullable UUID contribution, Instant at) {
        if (!everything) {
            appreciations.add(
                    "times",
                    times,
                    giver,
                    Objects.requireNonNullElse(receiver, NOBODY),
                    Objects.requireNonNullElse(contribution, NOBODY),
                    at);
        }
    }

    /** To be called when all facts are written. */
    void flush(Tables tables) {
        if (everything) {
            count(tables);
        } else {
            add(tables);
        }
    }

    private static void count(Tables tables) {
        tables.sql(COUNT).update();
        tables.sql("WITH " + firsts("$.contribution c") + "FROM first WHERE m.id = first.author")
                .update();
        tables.sql(ALL_THANKED).update();
    }

    private void add(Tables tables) {
        tables.write(ADD_CONTRIBUTIONS, contributions);
        tables.write(ADD_APPRECIATIONS, appreciations);
        tables.write("""
                WITH candidate AS (
                    SELECT DISTINCT m.id FROM :rows JOIN $.contribution c ON c.id = batch.id JOIN $.member m ON m.id = c.author
                    WHERE m.first_at IS NULL OR c.published_at <= m.first_at),
                """ + firsts("candidate JOIN $.contribution c ON c.author = candidate.id") + """
                FROM candidate LEFT JOIN first ON first.author = candidate.id
                WHERE m.id = candidate.id AND m.first_contribution IS DISTINCT FROM first.id
                """, contributions);
        tables.write(THANKED, appreciations);
    }

    private static String added(String facts) {
        return ADDED.replace("{facts}", facts);
    }

    private static String from(String facts, String from, String times) {
        return facts.replace("{from}", from).replace("{times}", times);
    }

    private static String firsts(String contributions) {
        return FIRSTS.replace("{contributions}", contributions);
    }
}
