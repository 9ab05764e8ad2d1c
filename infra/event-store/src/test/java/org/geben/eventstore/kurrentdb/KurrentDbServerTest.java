package org.geben.eventstore.kurrentdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.geben.eventstore.kurrentdb.server.Abilities;
import org.geben.eventstore.kurrentdb.server.KurrentServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KurrentDbServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void knowsWhetherItAppendsToSeveralStreams(boolean severalStreams) {
        Abilities abilities = severalStreams ? Abilities.DEFAULT : Abilities.DEFAULT.withoutSeveralStreams();
        try (KurrentServer server = KurrentServer.start(abilities)) {
            assertThat(KurrentDbServer.reach(server.connectionString(), PATIENCE))
                    .isEqualTo(new KurrentDbServer(severalStreams));
        }
    }

    @Test
    void saysWhenNobodyListens() {
        assertThatThrownBy(() -> KurrentDbServer.reach("kurrentdb://127.0.0.1:1?tls=false", Duration.ofSeconds(1)))
                .isInstanceOf(EventStoreException.class)
                .hasMessage("nobody answered within 1 s");
    }

    @Test
    void saysWhenWhoeverListensNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "kurrentdb://127.0.0.1:%d?tls=false".formatted(silent.getLocalPort());
            long begun = System.nanoTime();

            assertThatThrownBy(() -> KurrentDbServer.reach(address, Duration.ofSeconds(2)))
                    .isInstanceOf(EventStoreException.class)
                    .hasMessage("nobody answered within 2 s");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:2113", "jdbc:postgresql://localhost/geben", "kurrentdb://me:hush@:x"})
    void refusesWhatIsNoConnectionStringWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> KurrentDbServer.reach(text, PATIENCE))
                .isInstanceOf(AxonConfigurationException.class)
                .hasMessageNotContaining("hush");
    }
}
