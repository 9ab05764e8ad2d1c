package org.geben.query.feed;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/** The members whose words were erased before the batch: few. Looked up when the batch first asks. */
final class Wordless {
    private final Tables tables;
    private @Nullable Set<UUID> stored;

    Wordless(Tables tables) {
        this.tables = tables;
    }

    boolean contain(UUID author) {
        if (stored == null) {
            stored = new HashSet<>(tables.sql("SELECT member FROM $.wordless")
                    .query((row, n) -> Columns.id(row, "member"))
                    .list());
        }
        return stored.contains(author);
    }
}
