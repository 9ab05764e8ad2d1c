package org.geben.query.leaderboard;

import java.time.Instant;
import org.geben.query.generation.Batch;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/** The changes of one batch: the facts first, then what is derived from them. */
final class LeaderboardBatch implements Batch {
    final MemberChanges members;
    final GroupChanges groups;
    final ContributionChanges contributions;
    final AppreciationChanges appreciations;
    final RulesChanges rules;
    private final StandingChanges standings;
    private final Uncounted uncounted;

    /**
     * @param usual the calendar of a generation that has none yet
     * @param other the rules of a generation under rules of its own
     */
    LeaderboardBatch(Buffers buffers, Tables tables, Calendar usual, @Nullable ScoringRules other) {
        Touched touched = Touched.in(buffers, tables, usual);
        members = new MemberChanges(buffers, tables, touched);
        groups = new GroupChanges(buffers);
        uncounted = new Uncounted(buffers);
        contributions = new ContributionChanges(buffers, members, touched, uncounted);
        appreciations = new AppreciationChanges(buffers, members, touched, uncounted);
        rules = new RulesChanges(buffers, touched, other);
        standings = new StandingChanges(touched);
    }

    @Override
    public void heard(Instant occurredAt) {
        rules.heard(occurredAt);
    }

    @Override
    public void flush(Tables tables) {
        members.flush(tables);
        groups.flush(tables);
        contributions.flush(tables);
        rules.flush(tables, appreciations);
        members.flushRoles(tables, rules.areOthers());
        appreciations.flush(tables, rules.haveCaps());
        standings.flush(tables, members.moved);
        uncounted.flush(tables);
    }
}
