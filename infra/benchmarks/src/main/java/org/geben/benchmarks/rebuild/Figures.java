package org.geben.benchmarks.rebuild;

import java.util.LinkedHashMap;
import java.util.Map;
import org.geben.benchmarks.DurableDatabase;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.contribution.ContributionEvent.ContributionPublished;
import org.geben.kernel.contribution.ContributionEvent.ContributionWithdrawn;
import org.geben.kernel.group.GroupEvent.GroupFounded;
import org.geben.kernel.group.MembershipEvent.GroupJoined;
import org.geben.kernel.group.MembershipEvent.GroupLeft;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.query.generation.Generation;

/** Whether built views say what the log says: nothing that is measured counts if they do not. */
final class Figures {
    /** A sum over the community's standings of all time, the name and the number of a board. */
    private static final String ALL_TIME =
            "SELECT %s AS %s FROM $.standing WHERE board = %d AND stretch = 0 AND scope = '00000000-0000-0000-0000-000000000000'";

    private final DurableDatabase database;
    private final long members;
    private final long gone;
    private final long groups;
    private final long memberships;
    private final long contributions;
    private final long withdrawn;
    private final long appreciations;

    Figures(DurableDatabase database, Census census) {
        this.database = database;
        this.members = census.of(MemberJoined.class);
        this.gone = census.of(MemberLeft.class) - census.of(MemberReturned.class);
        this.groups = census.of(GroupFounded.class);
        this.memberships = census.of(GroupJoined.class) - census.of(GroupLeft.class);
        this.contributions = census.of(ContributionPublished.class);
        this.withdrawn = census.of(ContributionWithdrawn.class);
        this.appreciations = census.of(AppreciationGiven.class) - census.of(AppreciationRetracted.class);
    }

    /** @throws IllegalStateException if a figure of the view is not what the events make it */
    void check(Generation view) {
        expected(view.projection()).forEach((sql, expected) -> {
            String found = database.ask(sql.replace("$.", view.schema() + "."));
            if (!found.equals(Long.toString(expected))) {
                throw new IllegalStateException(
                        "%s is wrong: [%s] gives %s, not %d".formatted(view.name(), sql, found, expected));
            }
        });
    }

    private Map<String, Long> expected(String projection) {
        Map<String, Long> expected = new LinkedHashMap<>();
        switch (projection) {
            case "feed" -> {
                countFacts(expected);
                countGroups(expected);
                countEarned(expected);
                expected.put("""
                        SELECT (SELECT sum(given) FROM $.member) - (SELECT count(giver) FROM $.appreciation)
                        """, 0L);
                expected.put("""
                        SELECT (SELECT sum(appreciations) FROM $.appreciation_count)
                             - (SELECT count(contribution) FROM $.appreciation)
                        """, 0L);
            }
            case "leaderboard" -> {
                countFacts(expected);
                expected.put(ALL_TIME.formatted("sum(a)", "contributing", 3), contributions - withdrawn);
                expected.put(
                        "SELECT (%s) - (SELECT count(giver) FROM $.appreciation WHERE NOT automated)"
                                .formatted(ALL_TIME.formatted("sum(b)", "giving", 1)),
                        0L);
                expected.put("""
                        SELECT (%s) - (SELECT count(DISTINCT (giver, receiver)) FROM $.appreciation
                                       WHERE giver IS NOT NULL AND receiver IS NOT NULL AND NOT automated)
                        """.formatted(ALL_TIME.formatted("sum(a)", "appreciated", 2)), 0L);
            }
            case "health", "desk" -> {
                countFacts(expected);
                countGroups(expected);
            }
            case "progress" -> countFacts(expected);
            case "search" -> {
                countSaid(expected);
                countGroups(expected);
            }
            default ->
                throw new IllegalStateException("What %s must say is not told here: tell it.".formatted(projection));
        }
        return expected;
    }

    private void countFacts(Map<String, Long> expected) {
        countSaid(expected);
        expected.put("SELECT count(*) FROM $.appreciation", appreciations);
    }

    private void countSaid(Map<String, Long> expected) {
        expected.put("SELECT count(*) FROM $.member", members);
        expected.put("SELECT count(*) FROM $.member WHERE NOT present", gone);
        expected.put("SELECT count(*) FROM $.contribution", contributions);
        expected.put("SELECT count(*) FROM $.contribution WHERE withdrawn", withdrawn);
    }

    private void countGroups(Map<String, Long> expected) {
        expected.put("SELECT count(*) FROM $.community_group", groups);
        expected.put("SELECT count(*) FROM $.membership", memberships);
    }

    private void countEarned(Map<String, Long> expected) {
        expected.put("SELECT sum(contributions) FROM $.member", contributions - withdrawn);
    }
}
