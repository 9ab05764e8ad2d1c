package org.geben.query.progress;

import org.geben.query.generation.Batch;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Tables;

/** The changes of one batch. */
final class ProgressBatch implements Batch {
    final MemberChanges members;
    final ContributionChanges contributions;
    final AppreciationChanges appreciations;

    ProgressBatch(Buffers buffers) {
        members = new MemberChanges(buffers);
        contributions = new ContributionChanges(buffers);
        appreciations = new AppreciationChanges(buffers);
    }

    @Override
    public void flush(Tables tables) {
        members.flush(tables);
        contributions.flush(tables);
        appreciations.flush(tables);
    }
}
