package org.geben.query.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {
    @Test
    void networkHasEachEdgeOnceHoweverOftenItIsTold() {
        Network network = new Network();
        for (int i = 0; i < 5_000; i++) {
            network.add(i % 1_500, i % 1_500 + 1);
            network.add(1, 0);
        }
        assertThat(network.edges()).isEqualTo(1_501);
        assertThat(network.members()).isEqualTo(1_501);
        assertThat(network.mutual()).isEqualTo(2);
        assertThat(network.components()).isEqualTo(new Components(1, 1_501));
    }

    @Test
    void edgesThatComeAfterOthersWereCountedCountToo() {
        Network network = new Network();
        network.add(0, 1);
        assertThat(network.edges()).isEqualTo(1);
        network.add(1, 0);
        network.add(2, 3);
        assertThat(network.edges()).isEqualTo(3);
        assertThat(network.mutual()).isEqualTo(2);
        assertThat(network.members()).isEqualTo(4);
        assertThat(network.components()).isEqualTo(new Components(2, 2));
    }
}
