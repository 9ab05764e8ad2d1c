package org.geben.application.axon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Batches begin apart, and nothing is lost or put out of order between them. */
class GatheringSourceTest {
    private static final int FULL = 3;
    private static final Duration BETWEEN = Duration.ofMillis(30);

    @Test
    void aBatchBeginsAWhileAfterTheOneBefore() throws Exception {
        try (BlockingStream<TrackedEventMessage<?>> stream = following("a", "b", "c")) {
            assertThat(stream.hasNextAvailable(1, SECONDS)).isTrue();
            long begun = System.nanoTime();
            assertThat(stream.nextAvailable().getPayload()).isEqualTo("a");
            assertThat(stream.peek().orElseThrow().getPayload()).isEqualTo("b");
            assertThat(stream.nextAvailable().getPayload()).isEqualTo("b");

            assertThat(stream.hasNextAvailable(1, SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(BETWEEN.dividedBy(2));
            assertThat(stream.nextAvailable().getPayload()).isEqualTo("c");
            assertThat(stream.hasNextAvailable(1, SECONDS)).isFalse();
        }
    }

    @Test
    void behindAFullBatchTheNextBeginsAtOnce() throws Exception {
        GatheringSource source = new GatheringSource(new Listed(List.of("a", "b")), 1, Pause.of(Duration.ofHours(1)));
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
            assertThat(stream.hasNextAvailable(1, SECONDS)).isTrue();
            assertThat(stream.nextAvailable().getPayload()).isEqualTo("a");
            assertThat(stream.hasNextAvailable(1, SECONDS)).isTrue();
            assertThat(stream.nextAvailable().getPayload()).isEqualTo("b");
        }
    }

    @Test
    void toLookIsNoBatch() throws Exception {
        try (BlockingStream<TrackedEventMessage<?>> stream = following("a")) {
            assertThat(stream.hasNextAvailable()).isTrue();
            assertThat(stream.hasNextAvailable()).isTrue();
            assertThat(stream.peek().orElseThrow().getPayload()).isEqualTo("a");
            assertThat(stream.nextAvailable().getPayload()).isEqualTo("a");
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    private static BlockingStream<TrackedEventMessage<?>> following(String... payloads) {
        return new GatheringSource(new Listed(List.of(payloads)), FULL, Pause.of(BETWEEN)).openStream(null);
    }

    private record Listed(List<String> payloads) implements StreamableMessageSource<TrackedEventMessage<?>> {
        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken behind) {
            Queue<TrackedEventMessage<?>> left = new ArrayDeque<>();
            payloads.forEach(payload -> left.add(new GenericTrackedEventMessage<>(
                    new GlobalSequenceTrackingToken(left.size() + 1L), GenericEventMessage.asEventMessage(payload))));
            return new BlockingStream<>() {
                @Override
                public Optional<TrackedEventMessage<?>> peek() {
                    return Optional.ofNullable(left.peek());
                }

                @Override
                public boolean hasNextAvailable(int timeout, TimeUnit unit) {
                    return !left.isEmpty();
                }

                @Override
                public TrackedEventMessage<?> nextAvailable() {
                    return left.remove();
                }

                @Override
                public void close() {}
            };
        }
    }
}
