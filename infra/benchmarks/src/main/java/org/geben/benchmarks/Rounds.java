package org.geben.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The rounds of one contender under one load. */
public final class Rounds {
    private final List<Double> perSecond = new ArrayList<>();
    private final Histogram micros = new Histogram(3);

    public void add(Load round) {
        perSecond.add(round.perSecond());
        micros.add(round.micros());
    }

    public void add(double roundPerSecond) {
        perSecond.add(roundPerSecond);
    }

    public Spread perSecond() {
        return Spread.of(perSecond);
    }

    /** The same in another order, so that each is the first one of a round as often as the others. */
    public static <T> List<T> turns(List<T> contenders, int round) {
        List<T> turns = new ArrayList<>(contenders);
        Collections.rotate(turns, round);
        return turns;
    }

    /** The median of each round's ratio to the other's round beside it. */
    public double ratioTo(Rounds other) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < perSecond.size(); round++) {
            ratios.add(perSecond.get(round) / other.perSecond.get(round));
        }
        return Spread.of(ratios).median();
    }

    /** Over all rounds, in milliseconds. */
    public double p99() {
        return micros.getValueAtPercentile(99) / 1_000.0;
    }
}
