package org.geben.query.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
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
            @JsonUnwrapped Origin origin)
            implements Tabular {
        @Override
        public List<String> header() {
            return Framed.header("persona", "shareFrom", "shareTo", "members", "undefinedBecause");
        }

        /** The personas, then what the histogram has, or one that says why there is none. */
        @Override
        public List<List<?>> rows() {
            List<List<?>> rows = new ArrayList<>();
            personas.forEach((persona, members) -> rows.add(row(persona, null, null, members, null)));
            histogram.forEach(bin -> rows.add(row(null, bin.from, bin.to, bin.members, null)));
            if (undefinedBecause != null) {
                rows.add(row(null, null, null, null, undefinedBecause));
            }
            return rows;
        }

        private List<?> row(
                @Nullable String persona,
                @Nullable Double shareFrom,
                @Nullable Double shareTo,
                @Nullable Long members,
                @Nullable String because) {
            return Framed.row(window, scope, excluded, origin, persona, shareFrom, shareTo, members, because);
        }
    }

    /** @param to not in it any more, but for the last, in which those are who only give */
    record Bin(double from, double to, long members) {}
}
