package org.geben.benchmarks;

import java.util.Collection;
import java.util.stream.DoubleStream;

/** What several rounds gave: the one in the middle, and how far they lie apart. */
public record Spread(double median, double least, double most) {

    /** @param rounds at least one */
    public static Spread of(Collection<Double> rounds) {
        double[] sorted = rounds.stream().mapToDouble(d -> d).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1
                ? sorted[middle]
                : DoubleStream.of(sorted[middle - 1], sorted[middle]).average().orElseThrow();
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return "%,.0f (%,.0f–%,.0f)".formatted(median, least, most);
    }
}
