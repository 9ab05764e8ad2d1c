package org.geben.eventstore.kurrentdb.server;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One server. Stopped and started again, it listens on the port that it had. */
final class Node {

    private static final int MAX_MESSAGE = 32 << 20;

    private static final Logger OF_GRPC = Logger.getLogger("io.grpc.netty.shaded");

    static {
        // Clients are lost in the middle of answers, on purpose.
        OF_GRPC.setLevel(Level.SEVERE);
    }

    private final ServerLog log;
    private final Abilities abilities;
    private final Disturbances disturbances;
    private final LeaderCheck leaderCheck;
    private final Leadership leadership;
    private int port;
    private @Nullable Server server;
    private @Nullable ExecutorService threads;
    private @Nullable StreamsEndpoint streams;

    Node(ServerLog log, Abilities abilities, Disturbances disturbances, Leadership leadership) {
        this.log = log;
        this.abilities = abilities;
        this.disturbances = disturbances;
        this.leadership = leadership;
        this.leaderCheck = new LeaderCheck(this, leadership);
    }

    void start() {
        streams = new StreamsEndpoint(log, leaderCheck, disturbances);
        threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("kurrent-server-", 0).factory());
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .executor(threads)
                .maxInboundMessageSize(MAX_MESSAGE)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .intercept(leaderCheck)
                .addService(streams)
                .addService(new FeaturesEndpoint(abilities))
                .addService(new GossipEndpoint(leadership));
        if (abilities.severalStreams()) {
            builder.addService(new SeveralStreamsEndpoint(log, leaderCheck, disturbances));
        }
        try {
            server = builder.build().start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At once: whoever waits for an answer gets none. Afterwards nothing is stored any more. */
    void stop() {
        if (server != null && threads != null) {
            try {
                server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
                threads.shutdown();
                threads.awaitTermination(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            server = null;
        }
    }

    boolean isRunning() {
        return server != null;
    }

    void dropSubscriptions() {
        if (streams != null) {
            streams.dropSubscriptions();
        }
    }

    int subscriptions() {
        return streams == null ? 0 : streams.subscriptions();
    }

    int port() {
        return port;
    }
}
