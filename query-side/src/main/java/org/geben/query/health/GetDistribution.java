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
     * @param personas how many people each is, by its name; absent where that is withheld
     * @param histogram how many people give which share of what they give and take
     * @param undefinedBecause why some are absent, in one sentence
     */
    record Result(
            Map<String, @Nullable Long> personas,
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

        /** The personas, then what the histogram has. */
        @Override
        public List<List<?>> rows() {
            List<List<?>> rows = new ArrayList<>();
            personas.forEach((persona, members) -> rows.add(row(persona, null, null, members)));
            histogram.forEach(bin -> rows.add(row(null, bin.from, bin.to, bin.members)));
            return rows;
        }

        private List<?> row(
                @Nullable String persona,
                @Nullable Double shareFrom,
                @Nullable Double shareTo,
                @Nullable Long members) {
            String because = members == null ? undefinedBecause : null;
            return Framed.row(window, scope, excluded, origin, persona, shareFrom, shareTo, members, because);
        }
    }

    /**
     * A share between two of them is in the one that is nearer to the middle, and one of a half in the upper.
     *
     * @param members absent where that is withheld
     */
    record Bin(double from, double to, @Nullable Long members) {}
}
