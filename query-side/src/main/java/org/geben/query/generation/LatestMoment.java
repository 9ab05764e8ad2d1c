package org.geben.query.generation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest of the moments that it is given, in its one column. */
public final class LatestMoment extends Buffer {
    private @Nullable Instant moment;

    LatestMoment(String name, String column) {
        super(name, column + " timestamptz");
    }

    public void put(Instant other) {
        if (moment == null || other.isAfter(moment)) {
            moment = other;
        }
    }

    @Override
    Collection<@Nullable Object[]> rows() {
        return moment == null ? List.of() : List.<@Nullable Object[]>of(checked(new @Nullable Object[] {moment}));
    }

    @Override
    void clear() {
        moment = null;
    }

    @Override
    String merged(String table) {
        return "SELECT max(%1$s) AS %1$s FROM %2$s HAVING count(*) > 0".formatted(columnNames(), table);
    }
}
