package org.geben.query.leaderboard;

import org.geben.query.generation.Batch;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Tables;

/** The changes of one batch. */
final class LeaderboardBatch implements Batch {
    final MemberChanges members;
    final ContributionChanges contributions;
    final AppreciationChanges appreciations;

    LeaderboardBatch(Buffers buffers, Tables tables, ScoringRules rules) {
        members = new MemberChanges(buffers, tables);
        contributions = new ContributionChanges(buffers, members, rules);
        appreciations = new AppreciationChanges(buffers, members, rules);
    }

    @Override
    public void flush(Tables tables) {
        members.flush(tables);
        contributions.flush(tables);
        appreciations.flush(tables);
        members.flushCounts(tables);
    }
}
