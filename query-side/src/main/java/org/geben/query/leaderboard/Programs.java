package org.geben.query.leaderboard;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.geben.query.Columns;
import org.geben.query.generation.Tables;
import org.jspecify.annotations.Nullable;

/** The members that are programs: few, and each is one from its first day. Looked up when first asked about. */
final class Programs {
    private final Tables tables;
    private final Set<UUID> joined = new HashSet<>();
    private @Nullable Set<UUID> stored;

    Programs(Tables tables) {
        this.tables = tables;
    }

    void joined(UUID program) {
        joined.add(program);
    }

    boolean contain(@Nullable UUID member) {
        if (member == null) {
            return false;
        }
        if (stored == null) {
            stored = new HashSet<>(tables.sql("SELECT id FROM $.member WHERE automated")
                    .query((row, n) -> Columns.id(row, "id"))
                    .list());
        }
        return stored.contains(member) || joined.contains(member);
    }
}
