package org.geben.query.generation;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** A log that remembers from where it was read, and can keep its readers waiting. */
final class Followed implements History {
    final List<Long> begun = new CopyOnWriteArrayList<>();
    volatile @Nullable CountDownLatch gate;
    private final History log;

    Followed(History log) {
        this.log = log;
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public Optional<Instant> recordedAt(long position) {
        return log.recordedAt(position);
    }

    @Override
    public Replay after(long position) {
        begun.add(position);
        CountDownLatch closed = gate;
        if (closed != null) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return log.after(position);
    }

    @Override
    public Iterator<? extends DomainEventMessage<?>> stream(String stream, long from) {
        return log.stream(stream, from);
    }
}
