package org.geben.eventstore.contract.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.geben.eventstore.contract.faults.Fault.Direction;

/**
 * Stands between engines and a server on the loopback interface, passes on what they say, and does to their connections
 * what a network may. It draws no lots: what it does is decided by whoever injects the faults.
 */
public final class FaultProxy implements AutoCloseable {

    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesUntilCut = new AtomicLong();
    private volatile Fault fault = new Fault.None();

    public FaultProxy(InetSocketAddress server) {
        this.server = server;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where engines should take the server to be. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** How many connections there are. */
    public int connections() {
        return links.size();
    }

    /** Ends the fault before it, as {@link #heal} does. */
    public void inject(Fault next) {
        heal();
        if (next instanceof Fault.CutAfter cut) {
            bytesUntilCut.set(cut.bytes());
        }
        fault = next;
        switch (next) {
            case Fault.Cut cut -> {
                links.forEach(Link::close);
                fault = new Fault.None();
            }
            case Fault.Refuse refuse -> links.forEach(Link::close);
            case Fault.HalfOpen halfOpen -> links.forEach(Link::loseServer);
            default -> {}
        }
    }

    /** Everything passes again. Connections that have lost something on the way are closed: they could never recover. */
    public void heal() {
        fault = new Fault.None();
        links.stream().filter(link -> link.mute).forEach(Link::close);
    }

    @Override
    public void close() {
        close(listener);
        links.forEach(Link::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> link(client));
            } catch (IOException closed) {
                close(listener);
            }
        }
    }

    private void link(Socket client) {
        Link link = new Link(client, new Socket());
        // Whoever closes all connections finds this one, or has said so before it is here.
        links.add(link);
        if (fault instanceof Fault.Refuse || listener.isClosed()) {
            link.close();
            return;
        }
        try {
            if (fault instanceof Fault.HalfOpen) {
                link.loseServer();
            } else {
                link.server.connect(server);
                Thread.ofVirtual().start(() -> link.carry(Direction.ANSWERS));
            }
        } catch (IOException unreachable) {
            link.close();
        }
        link.carry(Direction.REQUESTS);
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Link {

        private final Socket client;
        private final Socket server;

        /** Nothing that the server says gets through any more. */
        private volatile boolean mute;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void carry(Direction direction) {
            try {
                boolean requests = direction == Direction.REQUESTS;
                InputStream in = (requests ? client : server).getInputStream();
                Socket to = requests ? server : client;
                OutputStream out = to.isClosed() ? OutputStream.nullOutputStream() : to.getOutputStream();
                byte[] buffer = new byte[16 << 10];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    int passed = pass(direction, read);
                    if (passed > 0) {
                        out.write(buffer, 0, passed);
                    }
                    if (passed < read && !mute) {
                        break;
                    }
                }
            } catch (IOException | InterruptedException ended) {
                // Either side has closed the connection, or the proxy has.
            }
            if (direction == Direction.REQUESTS || !mute) {
                close();
            }
        }

        /** How many of the bytes get through. */
        private int pass(Direction direction, int bytes) throws InterruptedException {
            switch (fault) {
                case Fault.CutAfter cut -> {
                    // Only the connection that crosses the limit is cut.
                    long left = cut.direction() == direction ? bytesUntilCut.getAndAdd(-bytes) : bytes;
                    return left < 0 ? bytes : (int) Math.min(left, bytes);
                }
                case Fault.Delay delay -> Thread.sleep(delay.by());
                case Fault.SwallowAnswers swallow -> mute = mute || direction == Direction.ANSWERS;
                default -> {}
            }
            return mute && (direction == Direction.ANSWERS || server.isClosed()) ? 0 : bytes;
        }

        void loseServer() {
            mute = true;
            FaultProxy.close(server);
        }

        void close() {
            links.remove(this);
            FaultProxy.close(client);
            FaultProxy.close(server);
        }
    }
}
