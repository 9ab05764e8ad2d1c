package org.geben.kernel.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionKind;
import org.jspecify.annotations.Nullable;

/**
 * How many points what members do is worth on each board. What is left out, or is null, has its standard weight.
 *
 * @param giving for what members give
 * @param appreciated for what they are thanked for
 * @param contributing for what they publish
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoringDocument(
        @Nullable Giving giving,
        @Nullable Appreciated appreciated,
        @Nullable Contributing contributing) {
    /** A weight is a whole number from 0 to this. */
    public static final int MOST = 1_000;

    /**
     * @param reply to a contribution of another person
     * @param appreciation that is given, by kind
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Giving(@Nullable Integer reply, @Nullable Map<AppreciationKind, @Nullable Integer> appreciation) {
        public Giving {
            appreciation = sorted(appreciation);
        }
    }

    /**
     * @param giver each that is distinct
     * @param appreciation that is received, by kind
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Appreciated(
            @Nullable Integer giver, @Nullable Map<AppreciationKind, @Nullable Integer> appreciation) {
        public Appreciated {
            appreciation = sorted(appreciation);
        }
    }

    /** @param contribution that is visible, by kind */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Contributing(@Nullable Map<ContributionKind, @Nullable Integer> contribution) {
        public Contributing {
            contribution = sorted(contribution);
        }
    }

    /** One order of the kinds, so that one document is one text. */
    private static <K extends Enum<K>> @Nullable Map<K, @Nullable Integer> sorted(
            @Nullable Map<K, @Nullable Integer> weights) {
        return weights == null ? null : Collections.unmodifiableMap(new TreeMap<>(weights));
    }
}
