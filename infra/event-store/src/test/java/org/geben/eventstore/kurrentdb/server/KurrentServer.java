package org.geben.eventstore.kurrentdb.server;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.geben.eventstore.kurrentdb.server.LogEntry.Proposal;

/** The server of this package, or a cluster of two. It listens on the loopback interface, without encryption. */
public final class KurrentServer implements Leadership, AutoCloseable {

    private final ServerLog log;
    private final Disturbances disturbances = new Disturbances();
    private final List<Node> nodes = new ArrayList<>();
    private volatile int leader;

    private KurrentServer(int size, Abilities abilities) {
        this.log = new ServerLog(abilities.maxAppendSize());
        for (int i = 0; i < size; i++) {
            nodes.add(new Node(log, abilities, disturbances, this));
        }
        restart();
    }

    public static KurrentServer start() {
        return start(Abilities.DEFAULT);
    }

    public static KurrentServer start(Abilities abilities) {
        return new KurrentServer(1, abilities);
    }

    public static KurrentServer startCluster() {
        return new KurrentServer(2, Abilities.DEFAULT);
    }

    public String connectionString() {
        return "kurrentdb%s://127.0.0.1:%d?tls=false".formatted(nodes.size() > 1 ? "+discover" : "", port());
    }

    /** That of the node which was the first to lead. */
    public int port() {
        return nodes.getFirst().port();
    }

    /** Stops listening, at once; what was acknowledged is kept. */
    public void stop() {
        nodes.forEach(Node::stop);
    }

    /** Listens again, on the same port and with the same log. */
    public void restart() {
        nodes.forEach(Node::start);
    }

    /** Hands the lead to the other node. */
    public void changeLeader() {
        leader = (leader + 1) % nodes.size();
    }

    /** The next appends fare like this, one each. */
    public void disturb(Disturbance... next) {
        for (Disturbance disturbance : next) {
            disturbances.add(disturbance);
        }
    }

    /** Ends every subscription as a lost connection does. */
    public void dropSubscriptions() {
        nodes.forEach(Node::dropSubscriptions);
    }

    public int subscriptions() {
        return nodes.stream().mapToInt(Node::subscriptions).sum();
    }

    /** Writes records of the server's own. */
    public void writeOwnRecords(int count) {
        log.writeOwnRecords(count);
    }

    /** Clears its own records away. */
    public void scavengeOwnRecords() {
        log.scavenge(ServerLog.STATISTICS);
    }

    /** Clears a stream away. */
    public void scavenge(String stream) {
        log.scavenge(stream);
    }

    /** Writes a record that no engine would write. */
    public void plant(String stream, String type, String metadata) {
        log.plant(
                stream,
                new Proposal(
                        UUID.randomUUID(),
                        type,
                        "application/json",
                        ByteString.copyFromUtf8("{}"),
                        ByteString.copyFromUtf8(metadata)));
    }

    public void useClock(Clock clock) {
        log.useClock(clock);
    }

    @Override
    public List<Node> nodes() {
        return nodes;
    }

    @Override
    public Node leader() {
        return nodes.get(leader);
    }

    @Override
    public void close() {
        stop();
    }
}
