package org.geben.query.health;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/** How the people of a window hang together by replies and appreciations; without names. */
record GetNetwork(GetHealth window) {

    /**
     * Of a network of fewer than five members nothing is told.
     *
     * @param members who gave to or got from another; absent, too, where they would tell how few did not
     * @param edges directed ones, from who gave to who got
     * @param reciprocated those of them whose reverse is there, too
     * @param density edges ÷ possible ones; absent where there are none, and with the members
     * @param components parts between which nothing was given; absent with the members, who are as many as the pairs
     *     and the parts together where no part has a circle
     * @param largestShare of the members, in the largest part; absent where there are none, and with the members
     * @param undefinedBecause why something is absent, in one sentence
     */
    record Result(
            @Nullable Long members,
            @Nullable Long edges,
            @Nullable Long reciprocated,
            @Nullable Double density,
            @Nullable Long components,
            @Nullable Double largestShare,
            @Nullable String undefinedBecause,
            Map<String, Long> excluded,
            GetHealth.Stretch window,
            String scope,
            @JsonUnwrapped Origin origin)
            implements Tabular {
        /** @param isSilenceWithheld whether it is not told how many of the window's people neither gave nor got */
        static Result of(
                Network network,
                boolean isSilenceWithheld,
                Map<String, Long> excluded,
                GetHealth.Stretch window,
                String scope,
                Origin origin) {
            Reciprocity edges = Reciprocity.of(network);
            Components components = network.components();
            boolean isSmall = edges.isSmall();
            boolean isWithheld = isSmall || isSilenceWithheld;
            boolean isEmpty = edges.edges() == 0;
            return new Result(
                    isWithheld ? null : edges.members(),
                    isSmall ? null : edges.edges(),
                    isSmall ? null : edges.mutual(),
                    isWithheld || isEmpty ? null : (double) edges.edges() / edges.possible(),
                    isWithheld ? null : components.count(),
                    isWithheld || isEmpty ? null : (double) components.largest() / edges.members(),
                    isWithheld ? Privacy.TOO_FEW : isEmpty ? Reciprocity.NOTHING : null,
                    isSmall ? Map.of() : excluded,
                    window,
                    scope,
                    origin);
        }

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
