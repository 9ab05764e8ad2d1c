package org.geben.query.generation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a projection's queries need of a generation's tables: the columns that its own script makes. A generation of other
 * code can be read as long as it has them, and nobody has to say since which version it has.
 */
final class Shape {
    private final Set<String> columns;
    private final Catalogue catalogue;
    private final Map<Long, Boolean> fitting = new ConcurrentHashMap<>();

    /** @param columns each with its table and type */
    Shape(Set<String> columns, Catalogue catalogue) {
        this.columns = columns;
        this.catalogue = catalogue;
    }

    /** Costs a statement for a generation that is seen for the first time: its columns stay as they are. */
    boolean fits(Generation generation) {
        return fitting.computeIfAbsent(
                generation.id(), id -> catalogue.schemas().columns(generation).containsAll(columns));
    }
}
