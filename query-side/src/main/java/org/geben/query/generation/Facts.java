package org.geben.query.generation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Facts that come and go (an appreciation, a membership), each with an id: the last word of a batch about each of them.
 * Writing them is to take away what is stored under {@link #touchedRows() every id touched}, then to add those {@link #standing()}.
 *
 * @param <F> a fact
 */
public final class Facts<F> {
    private final Map<UUID, Optional<F>> lastWord = new LinkedHashMap<>();

    public void came(UUID id, F fact) {
        lastWord.put(id, Optional.of(fact));
    }

    public void went(UUID id) {
        lastWord.put(id, Optional.empty());
    }

    public Collection<F> standing() {
        return lastWord.values().stream().flatMap(Optional::stream).toList();
    }

    /** The touched ids, one a row, in a column named {@code id}. */
    public Rows touchedRows() {
        return ids(lastWord.keySet());
    }

    /** Ids, one a row, in a column named {@code id}. */
    public static Rows ids(Collection<UUID> ids) {
        Rows rows = new Rows("id uuid");
        ids.forEach(rows::add);
        return rows;
    }
}
