package org.geben.query.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.geben.query.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficElsewhereTest {
    private final ReadSide readSide = ReadSide.shared();
    private final Arrivals projection = new Arrivals(1);
    private final Story story = new Story();
    private final AtomicLong clock = new AtomicLong();
    private final TrafficElsewhere elsewhere = new TrafficElsewhere(readSide.dataSource, clock::get);

    @BeforeEach
    @AfterEach
    void leaveNothingBehind() {
        readSide.dropAll(projection);
    }

    @Test
    void isSeenByWhatIsLiveMovingOn() {
        story.joins("ana");
        readSide.tell(projection, story);
        assertThat(elsewhere.getAsBoolean()).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(elsewhere.getAsBoolean()).isFalse();

        story.joins("ben");
        readSide.tell(projection, story);
        pass(Duration.ofMillis(999));
        assertThat(elsewhere.getAsBoolean()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(elsewhere.getAsBoolean()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(elsewhere.getAsBoolean()).isFalse();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
