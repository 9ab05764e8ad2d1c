package org.geben.query.generation;

import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.member.MemberEvent.MemberJoined;
import org.jspecify.annotations.Nullable;

/** The smallest projection: who came. */
final class Arrivals implements Projection<Arrivals.Arrived> {
    private final int version;
    private final @Nullable String unbearable;

    Arrivals(int version) {
        this(version, null);
    }

    /** @param unbearable a pattern of the handles on whose arrival its handler fails */
    Arrivals(int version, @Nullable String unbearable) {
        this.version = version;
        this.unbearable = unbearable;
    }

    @Override
    public String name() {
        return "arrivals";
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public Arrived batch(Buffers buffers, Tables tables) {
        return new Arrived(buffers.inserts("arrival", "member uuid", "handle text"));
    }

    @EventHandler
    void on(MemberJoined event, Arrived batch) {
        if (unbearable != null && event.handle().value().matches(unbearable)) {
            throw new IllegalStateException(event.handle().value() + " is not to be borne");
        }
        batch.arrivals.add(event.memberId().value(), event.handle().value());
    }

    record Arrived(Rows arrivals) implements Batch {
        @Override
        public void flush(Tables tables) {}
    }
}
