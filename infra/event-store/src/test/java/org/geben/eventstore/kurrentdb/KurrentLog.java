package org.geben.eventstore.kurrentdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.geben.eventstore.EventLog;
import org.geben.eventstore.contract.LogServer;
import org.geben.eventstore.contract.LogUnderTest;
import org.geben.eventstore.contract.Node;
import org.geben.eventstore.contract.Notes;
import org.geben.eventstore.kurrentdb.server.Abilities;
import org.geben.eventstore.kurrentdb.server.KurrentServer;

/** Logs on servers of KurrentDB's protocol. */
final class KurrentLog implements LogServer {

    /** As a real server is started for the contract, which has a payload of a megabyte. */
    static final int MAX_APPEND_SIZE = 4 << 20;

    private final KurrentServer server = KurrentServer.start(Abilities.DEFAULT.withMaxAppendSize(MAX_APPEND_SIZE));

    /** A log on a server that is there. */
    static LogUnderTest<EventLog> at(String connectionString) {
        return upcasters -> open(connectionString, upcasters, Duration.ofSeconds(10));
    }

    private static Node<EventLog> open(String connectionString, EventUpcaster upcasters, Duration patience) {
        KurrentDbEventStorageEngine engine = engine(connectionString)
                .upcasterChain(upcasters)
                .patience(patience)
                .build();
        return new Node<>(engine, engine);
    }

    static KurrentDbEventStorageEngine.Builder engine(String connectionString) {
        return KurrentDbEventStorageEngine.builder()
                .connectionString(connectionString)
                .eventSerializer(SERIALIZER)
                .snapshotSerializer(SERIALIZER);
    }

    @Override
    public Node<EventLog> open(EventUpcaster upcasters) {
        return open(server.connectionString(), upcasters, Duration.ofSeconds(10));
    }

    @Override
    public Node<EventLog> openAt(InetSocketAddress address) {
        return open(
                "kurrentdb://%s:%d?tls=false&defaultDeadline=1000&gossipTimeout=1000&discoveryInterval=100&maxDiscoverAttempts=1"
                        .formatted(address.getHostString(), address.getPort()),
                NoOpEventUpcaster.INSTANCE,
                Duration.ofSeconds(1));
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void start() {
        server.restart();
    }

    /** What a server has not come to when it stops it never comes to. */
    @Override
    public void awaitQuiet() {
        stop();
        start();
    }

    @Override
    public void assertSound() {
        try (Node<EventLog> node = open(NoOpEventUpcaster.INSTANCE)) {
            List<TrackedEventMessage<?>> all = Notes.after(node.engine(), null);
            assertThat(all.stream()
                            .map(event -> event.trackingToken().position().orElseThrow()))
                    .as("positions")
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
