package org.geben.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import org.geben.kernel.member.MemberEvent.MemberLeft;
import org.geben.kernel.member.MemberEvent.MemberReturned;
import org.geben.kernel.member.MemberId;
import org.geben.query.history.StreamClient.Received;

class ResumePropertiesTest {
    private static final int WRITERS = 3;
    private static final int EVENTS_EACH = 100;

    private static final HistoryServer SERVER = HistoryServer.start("geben.stream.heartbeat=20ms");

    @AfterContainer
    static void stop() {
        SERVER.close();
    }

    @Property(tries = 25)
    void aClientCutOffAnywhereGetsEachEventOnceAndInOrderWhileOthersWrite(
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 6_000) Integer> cuts) throws IOException {
        long start = SERVER.head();
        List<Received> received = follow(start, "", cuts, WRITERS * EVENTS_EACH);

        assertThat(received)
                .extracting(Received::id)
                .containsExactlyElementsOf(LongStream.rangeClosed(start + 1, start + WRITERS * EVENTS_EACH)
                        .boxed()
                        .toList());
    }

    @Property(tries = 10)
    void aFilteredStreamLosesAndRepeatsNothingEither(
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 3_000) Integer> cuts) throws IOException {
        long start = SERVER.head();
        List<Received> received = follow(start, "?type=member.left.v1", cuts, WRITERS * EVENTS_EACH / 2);

        assertThat(received).extracting(Received::event).containsOnly("member.left.v1");
        assertThat(received).extracting(Received::id).isSorted().doesNotHaveDuplicates();
    }

    private static List<Received> follow(long start, String query, List<Integer> cuts, int expected)
            throws IOException {
        CompletableFuture<?>[] writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(ResumePropertiesTest::write))
                .toArray(CompletableFuture<?>[]::new);
        List<Received> received = new ArrayList<>();
        String lastEventId = Long.toString(start);
        for (int bytes : cuts) {
            try (StreamClient client = StreamClient.connect(SERVER.port(), query, lastEventId)) {
                // A client that has everything would read heartbeats for a long time.
                int missing = expected - received.size();
                client.readBytes(
                        missing == 0 ? Math.min(bytes, 100) : bytes,
                        () -> client.events().size() == missing);
                received.addAll(client.events());
                lastEventId = client.lastEventId();
            }
        }
        try (StreamClient client = StreamClient.connect(SERVER.port(), query, lastEventId)) {
            int missing = expected - received.size();
            CompletableFuture.allOf(writers).join();
            client.readUntil(() -> client.events().size() >= missing && client.comments() > 2);
            received.addAll(client.events());
        }
        return received;
    }

    private static void write() {
        MemberId member = MemberId.of(UUID.randomUUID().toString());
        for (int i = 0; i < EVENTS_EACH; i += 2) {
            SERVER.append(member.toString(), new MemberLeft(member));
            SERVER.append(member.toString(), new MemberReturned(member));
        }
    }
}
