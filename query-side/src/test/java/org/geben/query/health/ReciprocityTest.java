package org.geben.query.health;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReciprocityTest {
    @Test
    void ofMillionsOfEdgesItIsNoLessExact() {
        long members = 10_000_000;
        long edges = 400_000_000;
        long mutual = 100_000_000;
        Metric corrected =
                new Reciprocity(members, edges, mutual).metrics(Map.of()).getLast();
        double a = (double) edges / (members * (members - 1));
        assertThat(requireNonNull(corrected.value()).doubleValue()).isCloseTo((0.25 - a) / (1 - a), within(1e-12));
        assertThat(corrected.denominator()).isEqualTo(members * (members - 1) - edges);
    }
}
