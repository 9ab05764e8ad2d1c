package org.geben.query.search;

import org.geben.query.generation.Batch;
import org.geben.query.generation.Buffers;
import org.geben.query.generation.Tables;

/** The changes of one batch. */
final class SearchBatch implements Batch {
    final PeopleChanges people;
    final ContributionChanges contributions;

    SearchBatch(Buffers buffers, Tables tables) {
        people = new PeopleChanges(buffers);
        contributions = new ContributionChanges(buffers, tables);
    }

    @Override
    public void flush(Tables tables) {
        people.flush(tables);
        contributions.flush(tables);
    }
}
