package org.geben.query.leaderboard;

import java.util.Arrays;
import java.util.Locale;
import org.geben.query.Refusal;

/**
 * What members are ranked by. Each board is one relation with a row for everyone who has earned something, from the
 * running totals for all time and from the facts for a window. What passes between a person and a program earns nobody
 * anything; what members gave before they left still counts for those who received it. An appreciation whose time is
 * only inferred belongs to no window.
 */
enum Board {
    /** Replies to other people, and appreciations given. */
    GIVING("""
            SELECT id, handle, name, present, automated, replies + given AS score, 0::bigint AS volume,
                   contributions, replies, given, givers, received, unknown_givers
            FROM $.member WHERE replies + given > 0
            """, """
            SELECT m.id, m.handle, m.name, m.present, m.automated, e.replies + e.given AS score, 0::bigint AS volume,
                   0::bigint AS contributions, e.replies, e.given, 0::bigint AS givers, 0::bigint AS received,
                   0::bigint AS unknown_givers
            FROM (SELECT member, sum(replies)::bigint AS replies, sum(given)::bigint AS given
                  FROM (SELECT author AS member, count(*) AS replies, 0 AS given FROM $.contribution
                        WHERE published_at >= :from AND published_at < :to AND NOT withdrawn AND answers
                        GROUP BY author
                        UNION ALL
                        SELECT giver, 0, count(*) FROM $.appreciation
                        WHERE given_at >= :from AND given_at < :to AND NOT automated AND NOT time_inferred
                          AND giver IS NOT NULL
                        GROUP BY giver) earned
                  GROUP BY member) e
            JOIN $.member m ON m.id = e.member
            """),

    /** Distinct givers of appreciations, then how many appreciations there were, those of unknown givers included. */
    APPRECIATED("""
            SELECT id, handle, name, present, automated, givers AS score, received AS volume,
                   contributions, replies, given, givers, received, unknown_givers
            FROM $.member WHERE received > 0
            """, """
            SELECT m.id, m.handle, m.name, m.present, m.automated, e.givers AS score, e.received AS volume,
                   0::bigint AS contributions, 0::bigint AS replies, 0::bigint AS given, e.givers, e.received,
                   e.unknown_givers
            FROM (SELECT receiver, count(DISTINCT giver) AS givers, count(*) AS received,
                         count(*) FILTER (WHERE giver IS NULL) AS unknown_givers
                  FROM $.appreciation
                  WHERE given_at >= :from AND given_at < :to AND NOT automated AND NOT time_inferred
                    AND receiver IS NOT NULL
                  GROUP BY receiver) e
            JOIN $.member m ON m.id = e.receiver
            """),

    /** Contributions that are visible. */
    CONTRIBUTING("""
            SELECT id, handle, name, present, automated, contributions AS score, 0::bigint AS volume,
                   contributions, replies, given, givers, received, unknown_givers
            FROM $.member WHERE contributions > 0
            """, """
            SELECT m.id, m.handle, m.name, m.present, m.automated, e.contributions AS score, 0::bigint AS volume,
                   e.contributions, e.replies, 0::bigint AS given, 0::bigint AS givers, 0::bigint AS received,
                   0::bigint AS unknown_givers
            FROM (SELECT author, count(*) AS contributions, count(*) FILTER (WHERE answers) AS replies
                  FROM $.contribution
                  WHERE published_at >= :from AND published_at < :to AND NOT withdrawn
                  GROUP BY author) e
            JOIN $.member m ON m.id = e.author
            """);

    private final String ofAllTime;
    private final String ofWindow;

    Board(String ofAllTime, String ofWindow) {
        this.ofAllTime = ofAllTime;
        this.ofWindow = ofWindow;
    }

    /** @throws Refusal 404 {@code BOARD_UNKNOWN} */
    static Board of(String name) {
        return Arrays.stream(values())
                .filter(board -> board.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(
                        "BOARD_UNKNOWN", "There is no such board; there are giving, appreciated and contributing."));
    }

    String standings(boolean allTime) {
        return allTime ? ofAllTime : ofWindow;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
