package org.geben.application.generations;

import java.io.PrintWriter;
import org.geben.query.generation.DeadLetter;
import org.geben.query.generation.DeadLetters.Result;

/** What a decision about a dead letter has come to. */
record DecisionReport(Result result) {

    void printRetried(PrintWriter out) {
        out.printf("Folded late: %,d.%n", result.folded());
        printWhatFollows(out);
    }

    void printSkipped(String id, PrintWriter out) {
        out.printf("Dead letter %s is skipped; folded late behind it: %,d.%n", id, result.folded());
        printWhatFollows(out);
    }

    private void printWhatFollows(PrintWriter out) {
        DeadLetter stopped = result.stopped();
        if (stopped != null) {
            out.printf(
                    "Now dead letter %d fails, at position %,d, before %,d that wait: %s%n",
                    stopped.id(), stopped.position(), stopped.behind(), stopped.cause());
        }
        if (result.rebuilding()) {
            out.println("The view is to be folded anew, in the order of the log: see generations list.");
        }
        out.flush();
    }
}
