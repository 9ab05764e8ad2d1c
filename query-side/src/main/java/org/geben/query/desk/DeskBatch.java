package org.geben.query.desk;

import org.geben.query.generation.Batch;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Tables;

/** The changes of one batch. */
final class DeskBatch implements Batch {
    final MemberChanges members;
    final GroupChanges groups;
    final ContributionChanges contributions;
    final AppreciationChanges appreciations;
    final OutreachChanges outreach;
    final PledgeChanges pledges;
    final AllowanceChanges allowances;

    DeskBatch(Buffers buffers) {
        members = new MemberChanges(buffers);
        groups = new GroupChanges(buffers);
        contributions = new ContributionChanges(buffers);
        appreciations = new AppreciationChanges(buffers);
        outreach = new OutreachChanges(buffers);
        pledges = new PledgeChanges(buffers);
        allowances = new AllowanceChanges(buffers);
    }

    @Override
    public void flush(Tables tables) {
        members.flush(tables);
        groups.flush(tables);
        contributions.flush(tables);
        appreciations.flush(tables);
        outreach.flush(tables);
        allowances.flush(tables);
    }
}
