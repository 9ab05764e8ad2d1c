package org.geben.application.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Which community to make up. Equal plans give equal communities, down to every id and every word.
 *
 * @param members who ever joined, 2 to 1,000,000
 * @param months of its life, 1 to 240
 * @param until the day, in UTC, before whose beginning everything has happened
 */
public record SamplePlan(int members, int months, long seed, LocalDate until) {
    public SamplePlan {
        if (members < 2 || members > 1_000_000) {
            throw new IllegalArgumentException("A sample has 2 to 1,000,000 members.");
        }
        if (months < 1 || months > 240) {
            throw new IllegalArgumentException("A sample lives for 1 to 240 months.");
        }
    }

    Instant start() {
        return until.minusMonths(months).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant end() {
        return until.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The name under which all ids are made. */
    public String source() {
        return "sample:%d-%d-%d-%s".formatted(members, months, seed, until);
    }
}
