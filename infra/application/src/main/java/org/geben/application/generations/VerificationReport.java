package org.geben.application.generations;

import java.io.PrintWriter;
import org.geben.query.generation.ComparedTable;
import org.geben.query.generation.ComparedTable.Difference;
import org.geben.query.generation.ComparedTable.DifferingRow;
import org.geben.query.generation.Verification.State;
import org.geben.query.generation.VerificationEntry;
import tools.jackson.databind.json.JsonMapper;

/** What a verification has come to, for whoever looks into a difference next. */
record VerificationReport(VerificationEntry verification) {

    boolean isEqual() {
        return verification.state() == State.EQUAL;
    }

    void print(PrintWriter out) {
        switch (verification.state()) {
            case EQUAL ->
                out.printf(
                        "%s: equal at position %,d (%s, %d tables, %,d rows).%n",
                        verification.projection(),
                        verification.position(),
                        verification.generation(),
                        verification.tables().size(),
                        verification.tables().stream()
                                .mapToLong(ComparedTable::rows)
                                .sum());
            case DIFFERENT -> {
                out.printf(
                        "%s: DIFFERENT at position %,d (%s).%n",
                        verification.projection(), verification.position(), verification.generation());
                verification.tables().forEach(table -> print(table, out));
            }
            case FAILED -> out.printf("%s: not verified. %s%n", verification.projection(), verification.failure());
            case RUNNING -> out.printf("%s: not verified yet.%n", verification.projection());
        }
        out.flush();
    }

    private static void print(ComparedTable table, PrintWriter out) {
        Difference difference = table.difference();
        if (difference == null) {
            return;
        }
        if (difference.shape() != null) {
            out.printf("  %s: %s%n", table.table(), difference.shape());
            return;
        }
        out.printf(
                "  %s: %,d missing, %,d surplus, %,d changed; %,d rows are there%n",
                table.table(), difference.missing(), difference.surplus(), difference.changed(), table.rows());
        difference.first().forEach(row -> out.println("    " + line(row)));
        long untold = difference.missing()
                + difference.surplus()
                + difference.changed()
                - difference.first().size();
        if (untold > 0) {
            out.printf("    … and %,d more%n", untold);
        }
    }

    private static String line(DifferingRow row) {
        String key = JsonMapper.shared().writeValueAsString(row.key());
        return row.columns().isEmpty()
                ? "%s %s".formatted(row.kind(), key)
                : "%s %s: %s".formatted(row.kind(), key, String.join(", ", row.columns()));
    }
}
