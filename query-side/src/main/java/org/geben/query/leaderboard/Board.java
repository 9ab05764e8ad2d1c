package org.geben.query.leaderboard;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.geben.query.Refusal;

/**
 * What members are ranked by. What passes between a person and a program earns nobody anything; what members gave before
 * they left still counts for those who received it. An appreciation whose time is only inferred belongs to no window.
 */
enum Board {
    /** Replies to other people, and appreciations given. */
    GIVING("replies", "appreciations"),
    /** Distinct givers of appreciations, then how many appreciations there were, those of unknown givers included. */
    APPRECIATED("givers", "appreciations"),
    /** Contributions that are visible. */
    CONTRIBUTING("contributions", ""),
    /** Answers that were accepted, and first responses to what opened a thread. */
    HELPING("answersAccepted", "firstResponses"),
    /** First responses to the first contributions of newcomers. */
    WELCOMING("welcomes", ""),
    /** What a member has more on the board of giving than in the stretch of the same kind before. */
    RISING("rise", "");

    static final List<Board> ALL = List.of(values());

    private final String part;
    private final String other;

    Board(String part, String other) {
        this.part = part;
        this.other = other;
    }

    /** @throws Refusal 404 {@code BOARD_UNKNOWN} */
    static Board of(String name) {
        return Arrays.stream(values())
                .filter(board -> board.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(
                        "BOARD_UNKNOWN",
                        "There is no such board; there are %s."
                                .formatted(ALL.stream().map(Board::toString).collect(joining(", ")))));
    }

    /** As tables keep it. */
    int number() {
        return ordinal() + 1;
    }

    /** What earns the first part of its points, as answers name it. */
    String part() {
        return part;
    }

    /** What earns the others; empty where nothing does. */
    String other() {
        return other;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
