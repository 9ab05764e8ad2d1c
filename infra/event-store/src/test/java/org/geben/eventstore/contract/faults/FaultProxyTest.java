package org.geben.eventstore.contract.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.geben.eventstore.contract.faults.Fault.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTest {

    private final Echo echo = new Echo();
    private final FaultProxy proxy = new FaultProxy(echo.address());

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.listener.close();
    }

    @Test
    void passesOnWhatBothSidesSay() throws Exception {
        try (Socket client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
            assertThat(ask(client, "again")).isEqualTo("again");
        }
        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void cutsTheConnectionsThatThereAreAndNotTheNext() throws Exception {
        try (Socket client = connect()) {
            ask(client, "hello");

            proxy.inject(new Fault.Cut());

            assertThat(client.getInputStream().read()).isNegative();
        }
        try (Socket client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void losesTheRestOfAnAnswerThoughTheServerHasHeardAll() throws Exception {
        try (Socket client = connect();
                Socket other = connect()) {
            ask(client, "hello");
            ask(other, "hello");
            int before = echo.heard.get();

            proxy.inject(new Fault.CutAfter(Direction.ANSWERS, 2));
            say(client, "goodbye");

            assertThat(client.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("go");
            assertThat(echo.heard).hasValue(before + "goodbye".length());
            assertThat(ask(other, "still there")).isEqualTo("still there");
        }
    }

    @Test
    void leavesTheServerWithAPartOfARequest() throws Exception {
        try (Socket client = connect()) {
            proxy.inject(new Fault.CutAfter(Direction.REQUESTS, 3));
            say(client, "goodbye");

            await().until(() -> echo.heard.get() == 3);
            assertThat(client.getInputStream().readAllBytes().length).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void delaysWhatIsSaid() throws Exception {
        try (Socket client = connect()) {
            ask(client, "hello");
            proxy.inject(new Fault.Delay(Duration.ofMillis(100)));
            long begun = System.nanoTime();

            assertThat(ask(client, "slowly")).isEqualTo("slowly");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void refusesEveryConnectionUntilItIsHealed() throws Exception {
        try (Socket client = connect()) {
            ask(client, "hello");
            proxy.inject(new Fault.Refuse());
            assertThat(client.getInputStream().read()).isNegative();
        }
        try (Socket client = connect()) {
            assertThat(client.getInputStream().read()).isNegative();
        }

        proxy.heal();

        try (Socket client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void swallowsAnswersThoughTheServerHears() throws Exception {
        try (Socket client = connect()) {
            ask(client, "hello");
            proxy.inject(new Fault.SwallowAnswers());

            assertThatThrownBy(() -> ask(client, "anybody?")).isInstanceOf(SocketTimeoutException.class);

            assertThat(echo.heard).hasValue("hello".length() + "anybody?".length());
            proxy.heal();
            assertThat(client.getInputStream().read()).isNegative();
        }
    }

    @Test
    void holdsConnectionsOpenToNobody() throws Exception {
        try (Socket old = connect()) {
            ask(old, "hello");
            proxy.inject(new Fault.HalfOpen());
            try (Socket client = connect()) {
                assertThatThrownBy(() -> ask(old, "anybody?")).isInstanceOf(SocketTimeoutException.class);
                assertThatThrownBy(() -> ask(client, "anybody?")).isInstanceOf(SocketTimeoutException.class);
                assertThat(echo.heard).hasValue("hello".length());

                proxy.heal();

                assertThat(client.getInputStream().read()).isNegative();
                assertThat(old.getInputStream().read()).isNegative();
            }
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        client.connect(proxy.address());
        client.setSoTimeout(300);
        return client;
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String ask(Socket client, String text) throws IOException {
        say(client, text);
        return new String(client.getInputStream().readNBytes(text.getBytes(UTF_8).length), UTF_8);
    }

    /** A server that says what it hears. */
    private static final class Echo {

        private final AtomicInteger heard = new AtomicInteger();
        private final ServerSocket listener;

        Echo() {
            try {
                listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(this::serve);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) listener.getLocalSocketAddress();
        }

        private void serve() {
            try {
                while (!listener.isClosed()) {
                    Socket client = listener.accept();
                    Thread.ofVirtual().start(() -> answer(client));
                }
            } catch (IOException e) {
                // The test is over.
            }
        }

        private void answer(Socket client) {
            try (client) {
                byte[] buffer = new byte[100];
                for (int n = client.getInputStream().read(buffer);
                        n >= 0;
                        n = client.getInputStream().read(buffer)) {
                    heard.addAndGet(n);
                    client.getOutputStream().write(buffer, 0, n);
                }
            } catch (IOException e) {
                // The client has gone.
            }
        }
    }
}
