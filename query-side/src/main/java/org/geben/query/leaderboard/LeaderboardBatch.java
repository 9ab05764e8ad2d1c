package org.geben.query.leaderboard;

import org.geben.query.generation.Batch;
import org.geben.query.generation.Tables;

/** The changes of one batch. Members are written first, for the others count into their rows. */
final class LeaderboardBatch implements Batch {
    final MemberChanges members = new MemberChanges();
    final ContributionChanges contributions = new ContributionChanges(members);
    final AppreciationChanges appreciations = new AppreciationChanges(members);

    @Override
    public void flush(Tables tables) {
        members.flush(tables);
        contributions.flush(tables);
        appreciations.flush(tables);
        members.flushCounts(tables);
    }
}
