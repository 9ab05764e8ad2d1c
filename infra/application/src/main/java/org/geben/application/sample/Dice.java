package org.geben.application.sample;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** The chances by which a community lives. */
record Dice(RandomGenerator random) {

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    /** How many of a rare thing happen where {@code mean} are expected (Poisson; normal where that cannot be told). */
    int count(double mean) {
        if (mean > 50) {
            return (int) Math.max(0, Math.round(mean + random.nextGaussian() * Math.sqrt(mean)));
        }
        int count = -1;
        double product = 1;
        double limit = Math.exp(-mean);
        do {
            product *= random.nextDouble();
            count++;
        } while (product > limit);
        return count;
    }

    /** Most get few and few get many (Pareto with exponent 1.3). */
    int heavyTailed(int most) {
        return (int) Math.min(most, Math.pow(1 - random.nextDouble(), -1 / 1.3));
    }

    /** Log-normal: half are shorter than the median, a few are very much longer. */
    Duration delay(Duration median, double sigma) {
        double seconds = median.toSeconds() * Math.exp(random.nextGaussian() * sigma);
        return Duration.ofMillis((long) (Math.min(seconds, 400 * 86_400.0) * 1000) + 1);
    }

    Duration days(int least, int most) {
        return Duration.ofSeconds(random.nextLong(least * 86_400L, most * 86_400L));
    }

    /** Some moment of the day, mostly in working hours. */
    Instant momentOf(Instant day) {
        double hour = Math.clamp(13.5 + random.nextGaussian() * 3.5, 0, 23.9);
        return day.plusMillis((long) (hour * 3_600_000) + random.nextInt(60_000))
                .truncatedTo(ChronoUnit.MILLIS);
    }

    static boolean weekend(Instant day) {
        DayOfWeek weekday = day.atOffset(ZoneOffset.UTC).getDayOfWeek();
        return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
    }
}
