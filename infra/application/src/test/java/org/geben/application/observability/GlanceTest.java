package org.geben.application.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GlanceTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void looksOnceForAllWhoAskAtATime() {
        Glance<Integer> glance = new Glance<>(LONG, LONG);

        assertThat(glance.at(looks::incrementAndGet)).isOne();
        assertThat(glance.at(looks::incrementAndGet)).isOne();
    }

    @Test
    void looksAgainWhenTheAnswerIsOld() {
        Glance<Integer> glance = new Glance<>(Duration.ZERO, LONG);

        assertThat(glance.at(looks::incrementAndGet)).isOne();
        assertThat(glance.at(looks::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void remembersAFailure() {
        Glance<Integer> glance = new Glance<>(LONG, LONG);
        Supplier<Integer> failing = () -> {
            looks.incrementAndGet();
            throw new IllegalArgumentException("down");
        };

        assertThatThrownBy(() -> glance.at(failing)).hasRootCauseMessage("down");
        assertThatThrownBy(() -> glance.at(failing)).hasRootCauseMessage("down");
        assertThat(looks).hasValue(1);
    }

    @Test
    void waitsForALookThatHangsNoLongerThanItsPatienceAndBeginsNoOther() {
        Glance<Integer> glance = new Glance<>(Duration.ZERO, Duration.ofMillis(20));
        CountDownLatch answering = new CountDownLatch(1);
        Supplier<Integer> hanging = () -> {
            try {
                answering.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return looks.incrementAndGet();
        };

        assertThatThrownBy(() -> glance.at(hanging)).hasMessageContaining("no answer yet");
        assertThatThrownBy(() -> glance.at(hanging)).hasMessageContaining("no answer yet");
        answering.countDown();
        await().untilAsserted(() -> assertThat(glance.at(() -> 100)).isEqualTo(100));
        assertThat(looks).hasValue(1);
    }
}
