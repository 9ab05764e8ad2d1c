package org.geben.application.generations;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.geben.query.generation.Incomplete;
import org.geben.query.generation.Origin;
import org.geben.query.leaderboard.LeaderboardDiff;
import org.geben.query.leaderboard.LeaderboardDiff.Entry;
import org.geben.query.leaderboard.LeaderboardDiff.Place;
import org.jspecify.annotations.Nullable;

/** What would change on one board, one member a line. */
record DiffTable(LeaderboardDiff diff) {
    private static final String LINE = "  %-24s %-30s %s%n";

    void print(PrintWriter out) {
        out.printf(
                "%s: %s beside %s, at position %,d.%n",
                diff.board(),
                diff.after().origin().generation(),
                diff.before().origin().generation(),
                diff.after().origin().position());
        List.of(diff.before(), diff.after()).forEach(side -> printLacking(side.origin(), out));
        if (diff.entries().isEmpty()) {
            out.println("  Nothing changes.");
        } else {
            out.printf(LINE, "RANK", "SCORE", "MEMBER");
            diff.entries().forEach(entry -> print(entry, out));
        }
        if (diff.next() != null) {
            out.println("  … and more, that change less");
        }
        out.flush();
    }

    private static void printLacking(Origin origin, PrintWriter out) {
        Incomplete incomplete = origin.incomplete();
        if (incomplete != null) {
            out.printf(
                    "  %s lacks events: %,d parked, %,d late, %,d skipped%n",
                    origin.generation(), incomplete.parked(), incomplete.late(), incomplete.skipped());
        }
    }

    private static void print(Entry entry, PrintWriter out) {
        Place before = entry.before();
        Place after = entry.after();
        out.printf(
                LINE,
                change(before == null ? null : before.rank(), after == null ? null : after.rank(), entry.rankChange()),
                change(
                        before == null ? null : before.score(),
                        after == null ? null : after.score(),
                        entry.scoreChange()),
                entry.member().handle());
    }

    private static String change(@Nullable Number before, @Nullable Number after, Number change) {
        return "%s -> %s (%s%s)"
                .formatted(figure(before), figure(after), change.doubleValue() < 0 ? "" : "+", figure(change));
    }

    private static String figure(@Nullable Number figure) {
        return figure == null
                ? "-"
                : new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(figure);
    }
}
