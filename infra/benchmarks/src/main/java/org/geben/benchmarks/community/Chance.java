package org.geben.benchmarks.community;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** All that is left to chance. The same seed gives the same community. */
final class Chance {
    private static final double MOST_OFTEN = 10;

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean of(double probability) {
        return random.nextDouble() < probability;
    }

    /** Up to a total, for weighted draws. */
    double upTo(double total) {
        return random.nextDouble(total);
    }

    /** Distributed exponentially, with this mean. */
    double around(double mean) {
        return -Math.log(1 - random.nextDouble()) * mean;
    }

    /** From 0 to below {@code bound}, each as likely as the others. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T any(List<T> of) {
        return of.get(below(of.size()));
    }

    /** By the law of Zipf and Mandelbrot: the first ones are drawn most often, and about as often as one another. */
    <T> T early(List<T> of) {
        return of.get(rank(of.size()));
    }

    /** By the same law from the other end. */
    <T> T recent(List<T> of) {
        return of.get(of.size() - 1 - rank(of.size()));
    }

    private int rank(int size) {
        double head = Math.clamp(size / 10.0, 1, MOST_OFTEN);
        double rank = head * Math.pow(1 + size / head, random.nextDouble()) - head;
        return Math.min(size - 1, (int) rank);
    }

    /** A version 7 UUID, which grows with the moment, in milliseconds since 1970. */
    UUID ordered(long moment) {
        return new UUID(moment << 16 | 0x7000 | random.nextInt(1 << 12), variant(random.nextLong()));
    }

    /** A UUID like those of natural keys, in no order. */
    UUID unordered() {
        return new UUID(random.nextLong() & ~0xF000L | 0x5000, variant(random.nextLong()));
    }

    private static long variant(long bits) {
        return bits & 0x3FFF_FFFF_FFFF_FFFFL | Long.MIN_VALUE;
    }
}
