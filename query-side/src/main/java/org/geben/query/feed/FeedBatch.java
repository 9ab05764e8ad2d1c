package org.geben.query.feed;

import org.geben.query.generation.Batch;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Tables;

/** The changes of one batch. Groups count who was there before it, then who has come or gone. */
final class FeedBatch implements Batch {
    final MemberChanges members;
    final GroupChanges groups;
    final ContributionChanges contributions;
    final AppreciationChanges appreciations;
    final InboxChanges inboxes;

    FeedBatch(Buffers buffers, Tables tables) {
        members = new MemberChanges(buffers);
        groups = new GroupChanges(buffers);
        contributions = new ContributionChanges(buffers, members, new Wordless(tables));
        appreciations = new AppreciationChanges(buffers, members);
        inboxes = new InboxChanges(buffers);
    }

    @Override
    public void flush(Tables tables) {
        groups.flush(tables);
        members.flush(tables, groups);
        groups.flushCounts(tables);
        contributions.flush(tables);
        appreciations.flush(tables);
        inboxes.flush(tables);
        members.flushCounts(tables);
    }
}
