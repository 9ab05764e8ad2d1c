package org.geben.query.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** How giving and taking are spread over the people of a window. */
record GetDistribution(GetHealth window) {

    /**
     * @param personas how many people each is, by its name
     * @param histogram how many people give which share of what they give and take; empty where they are fewer than five
     */
    record Result(
            Map<String, Long> personas,
            List<Bin> histogram,
            @Nullable String undefinedBecause,
            Map<String, Long> excluded,
            GetHealth.Stretch window,
            String scope,
            @JsonUnwrapped Origin origin) {}

    /** @param to not in it any more, but for the last, in which those are who only give */
    record Bin(double from, double to, long members) {}
}
