package org.geben.query.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a generation held at a position.
 *
 * @param incomplete what it did not hold; absent when it held everything
 * @param tables all of them, by name
 */
public record ChecksummedGeneration(
        String name,
        long position,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Incomplete incomplete,
        List<TableSum> tables) {
    public ChecksummedGeneration {
        tables = List.copyOf(tables);
    }
}
