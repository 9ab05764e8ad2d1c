package org.geben.query.leaderboard;

import java.util.List;

/**
 * Facts that earn points on a board, in SQL: each is worth what the rules say that were valid at its moment.
 *
 * @param fact what it is, as explanations call it
 * @param member who earns them
 * @param where which of the table's facts do
 * @param weight for each, in millionths
 * @param a 1 if it is the first of the board's parts
 * @param b 1 if it is the other
 */
record Source(Board board, String fact, FactTable of, String member, String where, String weight, String a, String b) {
    private static final String NONE = "0::bigint";
    private static final String ONE = "1::bigint";

    /** Those on the boards on which every fact has its points for itself. */
    static final List<Source> SIMPLE = List.of(
            new Source(Board.GIVING, "reply", FactTable.CONTRIBUTION, "c.author", "c.answers", "w.reply", ONE, NONE),
            new Source(
                    Board.GIVING,
                    "appreciationGiven",
                    FactTable.APPRECIATION,
                    "a.giver",
                    "a.giver IS NOT NULL",
                    "w.giving",
                    NONE,
                    ONE),
            new Source(
                    Board.CONTRIBUTING,
                    "contribution",
                    FactTable.CONTRIBUTION,
                    "c.author",
                    "true",
                    "w.contributing",
                    ONE,
                    "c.answers::integer::bigint"),
            new Source(
                    Board.HELPING, "answerAccepted", FactTable.ACCEPTANCE, "x.author", "true", "w.accepted", ONE, NONE),
            new Source(
                    Board.HELPING,
                    "firstResponse",
                    FactTable.RESPONSE,
                    "r.author",
                    "r.helps",
                    "w.first_response",
                    NONE,
                    ONE),
            new Source(
                    Board.WELCOMING, "welcome", FactTable.RESPONSE, "r.author", "r.welcomes", "w.welcome", ONE, NONE));

    /** Received, by whomever; what is for distinct givers comes on top, and depends on the window. */
    static final Source RECEIVED = new Source(
            Board.APPRECIATED,
            "appreciationReceived",
            FactTable.APPRECIATION,
            "a.receiver",
            "a.receiver IS NOT NULL",
            "w.appreciated",
            NONE,
            "(a.giver IS NULL)::integer::bigint");

    static List<Source> of(Board board) {
        return board == Board.APPRECIATED
                ? List.of(RECEIVED)
                : SIMPLE.stream().filter(source -> source.board == board).toList();
    }

    String points() {
        return of.credit().formatted(weight);
    }

    /** Those of the points that the first of the board's parts is worth. */
    String part() {
        return a.equals(ONE) ? points() : NONE;
    }

    String where(String also) {
        return " WHERE %s AND %s AND %s".formatted(of.where(), where, also);
    }
}
