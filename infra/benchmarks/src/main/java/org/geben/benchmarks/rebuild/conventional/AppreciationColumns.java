package org.geben.benchmarks.rebuild.conventional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.Subject;
import org.geben.query.Columns;
import org.jspecify.annotations.Nullable;

/** An appreciation as it stands in the columns of the feed. */
record AppreciationColumns(
        UUID id,
        @Nullable UUID contribution,
        @Nullable UUID giver,
        @Nullable UUID receiver,
        String kind) {

    static AppreciationColumns of(AppreciationGiven event) {
        return new AppreciationColumns(
                event.appreciationId().value(),
                event.subject() instanceof Subject.OfContribution contribution
                        ? contribution.id().value()
                        : null,
                event.giver() == null ? null : event.giver().value(),
                event.receiver() == null ? null : event.receiver().value(),
                event.kind().name());
    }

    static AppreciationColumns of(ResultSet row, int n) throws SQLException {
        return new AppreciationColumns(
                Columns.id(row, "id"),
                Columns.optionalId(row, "contribution"),
                Columns.optionalId(row, "giver"),
                Columns.optionalId(row, "receiver"),
                row.getString("kind"));
    }
}
