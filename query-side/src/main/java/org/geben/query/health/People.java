package org.geben.query.health;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.generation.Reading;

/** Who belongs to the community or the group: the people, who are present and no programs. */
final class People {
    private People() {}

    /**
     * One who did something, or for whom something was done.
     *
     * @param belongs whether the member joined before the window's end and, where it is about a group, is in it
     * @param early whether the member does so, and joined before the window's beginning
     */
    record Person(boolean automated, boolean present, boolean belongs, boolean early) {
        boolean counts() {
            return present && !automated;
        }
    }

    /** The day on which the first people joined the community; the end of time if there are none. */
    static Instant firstJoined(Reading reading) {
        return reading.sql("SELECT min(day) AS day FROM $.joining")
                .query((row, n) -> Columns.optionalTime(row, "day"))
                .optional()
                .orElse(Instant.MAX);
    }

    /** How many people who belong to it joined before the moment; of the community from what is kept for each day. */
    static long joinedBefore(Reading reading, GetHealth query, Instant moment) {
        return Scope.of(reading, query, query.group() == null ? """
                        SELECT (SELECT coalesce(sum(members), 0)::bigint FROM $.joining WHERE day < :today)
                             + (SELECT count(*) FROM $.member m WHERE m.present AND NOT m.automated
                                AND m.joined_at >= :today AND m.joined_at < :moment)
                        """ : """
                        SELECT count(*) FROM $.membership s JOIN $.member m ON m.id = s.member
                        WHERE s.group_id = :group AND m.present AND NOT m.automated AND m.joined_at < :moment
                        """)
                .param("today", Columns.parameter(Days.of(moment)))
                .param("moment", Columns.parameter(moment))
                .query(Long.class)
                .single();
    }

    static Map<UUID, Person> known(Reading reading, GetHealth query, Collection<UUID> ids) {
        Map<UUID, Person> known = new HashMap<>();
        Scope.of(reading, query, """
                        SELECT m.id, m.automated, m.present, m.joined_at < :to AND {member in scope} AS belongs,
                               m.joined_at < :from AS early
                        FROM unnest(CAST(:ids AS uuid[])) AS asked(id) JOIN $.member m ON m.id = asked.id
                        """).param("ids", texts(ids)).query(row -> {
            boolean belongs = row.getBoolean("belongs");
            known.put(
                    Columns.id(row, "id"),
                    new Person(
                            row.getBoolean("automated"),
                            row.getBoolean("present"),
                            belongs,
                            belongs && row.getBoolean("early")));
        });
        return known;
    }

    /** Ids as a statement takes them for {@code CAST(:ids AS uuid[])}. */
    static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
