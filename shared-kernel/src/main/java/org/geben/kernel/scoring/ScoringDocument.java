package org.geben.kernel.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.Role;
import org.jspecify.annotations.Nullable;

/**
 * How many points what members do is worth on each board. What is left out, or is null, has its standard weight.
 *
 * @param giving for what members give
 * @param appreciated for what they are thanked for
 * @param contributing for what they publish
 * @param helping for how they help others
 * @param welcoming for how they receive newcomers
 * @param fairness what many appreciations are worth less for
 * @param excludedRoles who holds one of these has no rank; absent for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoringDocument(
        @Nullable Giving giving,
        @Nullable Appreciated appreciated,
        @Nullable Contributing contributing,
        @Nullable Helping helping,
        @Nullable Welcoming welcoming,
        @Nullable Fairness fairness,
        @Nullable List<@Nullable Role> excludedRoles) {
    /** A weight is a whole number from 0 to this. */
    public static final int MOST = 1_000;

    public ScoringDocument {
        excludedRoles = excludedRoles == null
                ? null
                : excludedRoles.stream()
                        .distinct()
                        .sorted(Comparator.nullsFirst(Comparator.naturalOrder()))
                        .toList();
    }

    /** One of weights for what is given, received and published. */
    public ScoringDocument(
            @Nullable Giving giving, @Nullable Appreciated appreciated, @Nullable Contributing contributing) {
        this(giving, appreciated, contributing, null, null, null, null);
    }

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

    /**
     * @param acceptedAnswer to the question of another person
     * @param firstResponse to what another person opened a thread with
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Helping(
            @Nullable Integer acceptedAnswer, @Nullable Integer firstResponse) {}

    /** @param welcome first response to the first contribution of a newcomer */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Welcoming(@Nullable Integer welcome) {}

    /**
     * @param mostPerGiverAndDay how many appreciations that one gives in a day are worth anything, 1 to 1,000; absent for
     *     all
     * @param mostPerReceiverAndDay how many that one receives in a day; absent for all
     * @param dampedRepeats whether the kth appreciation of one giver for one receiver in a month is worth 1/√k; absent for
     *     true
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fairness(
            @Nullable Integer mostPerGiverAndDay,
            @Nullable Integer mostPerReceiverAndDay,
            @Nullable Boolean dampedRepeats) {}

    /** One order of the kinds, so that one document is one text. */
    private static <K extends Enum<K>> @Nullable Map<K, @Nullable Integer> sorted(
            @Nullable Map<K, @Nullable Integer> weights) {
        return weights == null ? null : Collections.unmodifiableMap(new TreeMap<>(weights));
    }
}
