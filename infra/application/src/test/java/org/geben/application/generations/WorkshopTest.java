package org.geben.application.generations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkshopTest {
    @Test
    void goesOnUntilItIsSettledThoughWorkFailsForNow() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        List<Integer> told = new ArrayList<>();
        int settled = Workshop.work(
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("An outage.");
                    }
                },
                tries::get,
                seen -> seen == 2,
                told::add);
        assertThat(settled).isEqualTo(2);
        assertThat(told).isSorted().endsWith(2);
    }
}
