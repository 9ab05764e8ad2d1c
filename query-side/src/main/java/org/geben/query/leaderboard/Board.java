package org.geben.query.leaderboard;

import java.util.Arrays;
import java.util.Locale;
import org.geben.query.Refusal;

/**
 * What members are ranked by. Each board is one relation with a row for everyone who has earned something, from the
 * running points for all time and from the facts, weighed, for a window. What passes between a person and a program earns nobody
 * anything; what members gave before they left still counts for those who received it. An appreciation whose time is
 * only inferred belongs to no window.
 */
enum Board {
    /** Replies to other people, and appreciations given. */
    GIVING("""
            SELECT id, handle, name, present, automated, giving AS score, 0::bigint AS volume,
                   contributions, replies, given, givers, received, unknown_givers
            FROM $.member WHERE giving > 0
            """, """
            SELECT m.id, m.handle, m.name, m.present, m.automated, e.points AS score, 0::bigint AS volume,
                   0::bigint AS contributions, e.replies, e.given, 0::bigint AS givers, 0::bigint AS received,
                   0::bigint AS unknown_givers
            FROM (SELECT member, sum(replies)::bigint AS replies, sum(given)::bigint AS given,
                         sum(points)::bigint AS points
                  FROM (SELECT author AS member, count(*) AS replies, 0 AS given, count(*) * {reply} AS points
                        FROM $.contribution
                        WHERE published_at >= :from AND published_at < :to AND NOT withdrawn AND NOT hidden
                          AND answers
                        GROUP BY author
                        UNION ALL
                        SELECT giver, 0, count(*), sum({kind}) FROM $.appreciation
                        WHERE given_at >= :from AND given_at < :to AND NOT automated AND NOT time_inferred
                          AND giver IS NOT NULL
                        GROUP BY giver) earned
                  GROUP BY member HAVING sum(points) > 0) e
            JOIN $.member m ON m.id = e.member
            """) {
        @Override
        String weighed(String standings, ScoringRules rules) {
            return standings
                    .replace("{reply}", Integer.toString(rules.giving().reply()))
                    .replace("{kind}", rules.giving().appreciation().sql("kind"));
        }
    },

    /** Distinct givers of appreciations, then how many appreciations there were, those of unknown givers included. */
    APPRECIATED("""
            SELECT id, handle, name, present, automated, appreciated AS score, received AS volume,
                   contributions, replies, given, givers, received, unknown_givers
            FROM $.member WHERE received > 0
            """, """
            SELECT m.id, m.handle, m.name, m.present, m.automated, e.points AS score, e.received AS volume,
                   0::bigint AS contributions, 0::bigint AS replies, 0::bigint AS given, e.givers, e.received,
                   e.unknown_givers
            FROM (SELECT receiver, count(DISTINCT giver) AS givers, count(*) AS received,
                         count(*) FILTER (WHERE giver IS NULL) AS unknown_givers,
                         count(DISTINCT giver) * {giver} + sum({kind}) AS points
                  FROM $.appreciation
                  WHERE given_at >= :from AND given_at < :to AND NOT automated AND NOT time_inferred
                    AND receiver IS NOT NULL
                  GROUP BY receiver) e
            JOIN $.member m ON m.id = e.receiver
            """) {
        @Override
        String weighed(String standings, ScoringRules rules) {
            return standings
                    .replace("{giver}", Integer.toString(rules.appreciated().giver()))
                    .replace("{kind}", rules.appreciated().appreciation().sql("kind"));
        }
    },

    /** Contributions that are visible. */
    CONTRIBUTING("""
            SELECT id, handle, name, present, automated, contributing AS score, 0::bigint AS volume,
                   contributions, replies, given, givers, received, unknown_givers
            FROM $.member WHERE contributing > 0
            """, """
            SELECT m.id, m.handle, m.name, m.present, m.automated, e.points AS score, 0::bigint AS volume,
                   e.contributions, e.replies, 0::bigint AS given, 0::bigint AS givers, 0::bigint AS received,
                   0::bigint AS unknown_givers
            FROM (SELECT author, count(*) AS contributions, count(*) FILTER (WHERE answers) AS replies,
                         sum({kind}) AS points
                  FROM $.contribution
                  WHERE published_at >= :from AND published_at < :to AND NOT withdrawn AND NOT hidden
                  GROUP BY author HAVING sum({kind}) > 0) e
            JOIN $.member m ON m.id = e.author
            """) {
        @Override
        String weighed(String standings, ScoringRules rules) {
            return standings.replace(
                    "{kind}", rules.contributing().contribution().sql("kind"));
        }
    };

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

    /** @param rules those that the generation was folded under, in which the standings are looked up */
    String standings(boolean allTime, ScoringRules rules) {
        return allTime ? ofAllTime : weighed(ofWindow, rules);
    }

    abstract String weighed(String standings, ScoringRules rules);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
