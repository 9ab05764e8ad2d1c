package org.geben.query.leaderboard;

/**
 * In SQL: why a member {@code m} is left out of a window, 0 for who is not; see the column of this name. What a
 * member is counts as of the state that is read, but the roles that are left out are those of the rules at the window's
 * end, or of the rules that hold now if it has not ended: a window that is over stays as it was when others are
 * published.
 */
final class LeftOut {
    /** One who is not known, because an event waits, is as good as gone. */
    private static final String REASON =
            "CASE WHEN m.left_out IN (0, %d) AND %%s THEN 4 ELSE coalesce(m.left_out, 2) END"
                    .formatted(Standing.OPTED_OUT);

    private LeftOut() {}

    static String ofStretch(String stretch) {
        return REASON.formatted("m.excused_months @> %s::bigint".formatted(Calendar.lastMonth(stretch)));
    }

    /** @param end not in the window any more */
    static String until(String end) {
        return REASON.formatted("m.excused @> (CAST(%s AS timestamptz) - interval '1 microsecond')".formatted(end));
    }
}
