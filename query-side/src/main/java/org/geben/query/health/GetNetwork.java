package org.geben.query.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** How the people of a window hang together by replies and appreciations; without names. */
record GetNetwork(GetHealth window) {

    /**
     * @param members who gave to or got from another; absent where they would tell how few did not
     * @param edges directed ones, from who gave to who got
     * @param reciprocated those of them whose reverse is there, too
     * @param density edges ÷ possible ones; absent where there are none, and with the members
     * @param components parts between which nothing was given
     * @param largestShare of the members, in the largest part; absent where there are none, and with the members
     * @param undefinedBecause why something is absent, in one sentence
     */
    record Result(
            @Nullable Long members,
            long edges,
            long reciprocated,
            @Nullable Double density,
            long components,
            @Nullable Double largestShare,
            @Nullable String undefinedBecause,
            Map<String, Long> excluded,
            GetHealth.Stretch window,
            String scope,
            @JsonUnwrapped Origin origin)
            implements Tabular {
        @Override
        public List<String> header() {
            return Framed.header(
                    "members", "edges", "reciprocated", "density", "components", "largestShare", "undefinedBecause");
        }

        @Override
        public List<List<?>> rows() {
            return List.of(Framed.row(
                    window,
                    scope,
                    excluded,
                    origin,
                    members,
                    edges,
                    reciprocated,
                    density,
                    components,
                    largestShare,
                    undefinedBecause));
        }
    }
}
