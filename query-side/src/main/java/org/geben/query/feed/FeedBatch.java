package org.geben.query.feed;

import org.geben.query.generation.Batch;
import org.geben.query.generation.Tables;

/**
 * The changes of one batch. Members are written first: the others count into their rows, and groups count who is there.
 */
final class FeedBatch implements Batch {
    final MemberChanges members = new MemberChanges();
    final GroupChanges groups = new GroupChanges();
    final ContributionChanges contributions = new ContributionChanges(members);
    final AppreciationChanges appreciations = new AppreciationChanges(members);

    @Override
    public void flush(Tables tables) {
        groups.flush(tables, members.flush(tables));
        contributions.flush(tables);
        appreciations.flush(tables);
        members.flushCounts(tables);
    }
}
