package org.geben.query.health;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure, with all that is needed to judge it.
 *
 * @param value absent where the figure is undefined
 * @param unit members, groups, %, ratio or seconds
 * @param numerator for a quantile the number of cases that it is taken from
 * @param denominator what the numerator is a part of
 * @param undefinedBecause why there is no value, in one sentence
 * @param excluded what was left out and how many of each; nothing that was not
 */
record Metric(
        String name,
        @Nullable Number value,
        String unit,
        long numerator,
        long denominator,
        @Nullable String undefinedBecause,
        Map<String, Long> excluded) {

    static Metric count(String name, long members, long among, Map<String, Long> excluded) {
        return new Metric(name, members, "members", members, among, null, excluded);
    }

    /** @param whyEmpty the sentence for an empty denominator */
    static Metric ratio(String name, long numerator, long denominator, String whyEmpty, Map<String, Long> excluded) {
        return denominator == 0
                ? undefined(name, "ratio", numerator, denominator, whyEmpty, excluded)
                : new Metric(name, (double) numerator / denominator, "ratio", numerator, denominator, null, excluded);
    }

    static Metric percentage(
            String name, long numerator, long denominator, String whyEmpty, Map<String, Long> excluded) {
        return denominator == 0
                ? undefined(name, "%", numerator, denominator, whyEmpty, excluded)
                : new Metric(name, 100.0 * numerator / denominator, "%", numerator, denominator, null, excluded);
    }

    static Metric undefined(
            String name, String unit, long numerator, long denominator, String because, Map<String, Long> excluded) {
        return new Metric(name, null, unit, numerator, denominator, because, excluded);
    }
}
