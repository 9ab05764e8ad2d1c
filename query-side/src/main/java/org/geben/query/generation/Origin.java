package org.geben.query.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer comes from. Every answer of a view unwraps it, so that all of them tell the same.
 *
 * @param generation which generation of the view answered
 * @param position of the last event in it
 * @param incomplete what it does not hold; absent when it holds everything up to the position
 */
public record Origin(
        String generation,
        long position,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Incomplete incomplete) {

    static Origin of(Generation generation) {
        return new Origin(
                generation.name(),
                generation.position(),
                generation.incomplete().unlessNothing());
    }
}
