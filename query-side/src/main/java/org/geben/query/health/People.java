package org.geben.query.health;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.geben.query.Columns;
import org.geben.query.generation.Reading;
import org.jspecify.annotations.Nullable;

/** Who belongs to the community or the group: the people, who are present and no programs. */
final class People {
    private People() {}

    /** What one is who did something in a window, or for whom something was done; in the order of their numbers. */
    enum Person {
        PROGRAM,
        GONE,
        /** Joined after the window's end or, where it is about a group, is not in it. */
        STRANGER,
        NEW,
        /** Belongs, and joined before the window's beginning. */
        EARLY;

        private static final List<Person> NUMBERED = List.of(values());

        /** The number, null for no member, of {@code x.giver} or {@code x.receiver}, for whom {@link #JOINED} looks. */
        static final String NUMBER = """
                CASE WHEN %1$s.automated THEN 0 WHEN %1$s.id IS NOT NULL THEN 1
                     ELSE 2 + ({%1$s in scope})::int * ((x.%1$s_since < :to)::int + (x.%1$s_since < :from)::int) END""";

        /** Looks for {@code x.giver} or {@code x.receiver} among the few who do not count. */
        static final String JOINED =
                "LEFT JOIN $.member %1$s ON %1$s.id = x.%1$s AND (NOT %1$s.present OR %1$s.automated)";

        static @Nullable Person of(ResultSet row, int column) throws SQLException {
            int number = row.getInt(column);
            return row.wasNull() ? null : NUMBERED.get(number);
        }

        boolean counts() {
            return this != PROGRAM && this != GONE;
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
}
