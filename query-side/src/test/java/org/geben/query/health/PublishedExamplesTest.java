package org.geben.query.health;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.geben.query.health.GiveTake.Persona;
import org.junit.jupiter.api.Test;

class PublishedExamplesTest {
    private static final int ANA = 0;
    private static final int BEN = 1;
    private static final int CLEO = 2;
    private static final int DAN = 3;
    private static final int EVE = 4;

    @Test
    void absenceFactorOfChaosssExampleIsTwo() {
        Metric metric = Participation.absenceFactor(List.of(1000L, 433L, 343L, 332L, 202L, 90L, 42L, 33L), Map.of());
        assertThat(metric.value()).isEqualTo(2L);
        assertThat(metric.denominator()).isEqualTo(8);
    }

    @Test
    void absenceFactorCountsTheOneWhoReachesExactlyHalf() {
        assertThat(Participation.absenceFactor(List.of(2L, 1L, 1L), Map.of()).value())
                .isEqualTo(1L);
        assertThat(Participation.absenceFactor(List.of(), Map.of()).value()).isNull();
    }

    @Test
    void giniOfEqualsIsZeroAndOfOneAmongFourThreeQuarters() {
        assertThat(Participation.gini(List.of(1L, 1L, 1L, 1L), 4, Map.of()).value())
                .isEqualTo(0.0);
        assertThat(Participation.gini(List.of(1L), 4, Map.of()).value()).isEqualTo(0.75);
        assertThat(Participation.gini(List.of(), 4, Map.of()).value()).isNull();
        assertThat(Participation.gini(List.of(1L), 1, Map.of()).value()).isNull();
    }

    @Test
    void reciprocityOfACycleOfThreeIsZero() {
        List<Metric> metrics = metrics(edge(ANA, BEN), edge(BEN, CLEO), edge(CLEO, ANA));
        assertThat(metrics.getFirst().value()).isEqualTo(0.0);
        // Half of all possible edges are there, so by chance half of them would be mutual: (0 − ½) ÷ (1 − ½).
        assertThat(metrics.getLast().value()).isEqualTo(-1.0);
    }

    @Test
    void reciprocityCountsBothDirectionsOfAPair() {
        List<Metric> metrics = metrics(edge(ANA, BEN), edge(BEN, ANA), edge(ANA, CLEO), edge(CLEO, DAN));
        assertThat(metrics.getFirst().value()).isEqualTo(0.5);
        double a = 4.0 / 12;
        assertThat(requireNonNull(metrics.getLast().value()).doubleValue())
                .isCloseTo((0.5 - a) / (1 - a), within(1e-12));
    }

    @Test
    void reciprocityThatChanceCannotBeToldFromIsUndefined() {
        List<Metric> metrics = metrics(edge(ANA, BEN), edge(BEN, ANA));
        assertThat(metrics.getFirst().value()).isEqualTo(1.0);
        assertThat(metrics.getLast().undefinedBecause()).startsWith("Everyone gave to everyone");
        assertThat(metrics().getLast().undefinedBecause()).startsWith("Nobody");
    }

    @Test
    void networkFallsIntoThePartsBetweenWhichNothingWasGiven() {
        assertThat(new Network().components()).isEqualTo(new Components(0, 0));
        assertThat(network(edge(ANA, BEN), edge(CLEO, BEN), edge(DAN, EVE)).components())
                .isEqualTo(new Components(2, 3));
    }

    @Test
    void personasAreToldApartAtTwoAndThreeFifths() {
        assertThat(Persona.of(3, 2)).isEqualTo(Persona.BALANCED);
        assertThat(Persona.of(31, 20)).isEqualTo(Persona.GIVERS);
        assertThat(Persona.of(2, 3)).isEqualTo(Persona.BALANCED);
        assertThat(Persona.of(20, 31)).isEqualTo(Persona.RECEIVERS);
        assertThat(Persona.of(0, 0)).isEqualTo(Persona.SILENT);
    }

    private static int[] edge(int giver, int receiver) {
        return new int[] {giver, receiver};
    }

    private static Network network(int[]... edges) {
        Network network = new Network();
        for (int[] edge : edges) {
            network.add(edge[0], edge[1]);
        }
        return network;
    }

    private static List<Metric> metrics(int[]... edges) {
        return Reciprocity.of(network(edges)).metrics(Map.of());
    }
}
