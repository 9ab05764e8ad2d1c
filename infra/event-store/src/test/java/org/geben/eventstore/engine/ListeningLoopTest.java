package org.geben.eventstore.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ListeningLoopTest {

    @Test
    void listensAgainAfterAnError() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch again = new CountDownLatch(1);
        try (ListeningLoop loop = new ListeningLoop("listening", established -> {
            if (attempts.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            established.run();
            again.countDown();
            Thread.sleep(10_000);
        })) {
            loop.start();

            assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
