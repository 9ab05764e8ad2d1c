package org.geben.application.generations;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.geben.query.generation.DeadLetter;
import org.geben.query.generation.DeadLetter.Decision;
import org.geben.query.generation.Decisions.Listed;

/** Dead letters, one a line, with what failed and what was decided below it. */
record DeadLetterTable(Listed letters) {
    private static final String LINE = "%-4s %-16s %-7s %14s %8s %10s  %-20s  %-30s  %s%n";

    void print(PrintWriter out) {
        out.printf(LINE, "ID", "GENERATION", "STATE", "POSITION", "ATTEMPTS", "BEHIND", "SINCE", "EVENT", "STREAM");
        letters.entries().forEach(letter -> print(letter, out));
        if (letters.next() != null) {
            out.printf("… and more: list them with --cursor %s%n", letters.next());
        }
        out.flush();
    }

    private static void print(DeadLetter letter, PrintWriter out) {
        Decision decision = letter.decision();
        out.printf(
                LINE,
                letter.id(),
                letter.generation(),
                decision == null ? "PARKED" : decision.outcome(),
                "%,d".formatted(letter.position()),
                letter.attempts(),
                "%,d".formatted(letter.behind()),
                toTheSecond(letter.parkedAt()),
                letter.eventType(),
                letter.stream());
        out.println("     " + letter.cause());
        if (decision != null) {
            out.println("     " + sentence(decision));
        }
    }

    private static String sentence(Decision decision) {
        return "%s at %s%s%s"
                .formatted(
                        switch (decision.outcome()) {
                            case FOLDED -> "folded late";
                            case SKIPPED -> "skipped";
                        },
                        toTheSecond(decision.at()),
                        decision.by() == null ? "" : " by " + decision.by(),
                        decision.reason() == null ? "" : ": " + decision.reason());
    }

    private static Instant toTheSecond(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }
}
