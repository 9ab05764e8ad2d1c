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

    /** @param unbearable whose arrival its handler fails on */
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
    public Arrived batch() {
        return new Arrived();
    }

    @EventHandler
    void on(MemberJoined event, Arrived batch) {
        if (event.handle().value().equals(unbearable)) {
            throw new IllegalStateException(unbearable + " is not to be borne");
        }
        batch.rows.add(event.memberId().value(), event.handle().value());
    }

    static final class Arrived implements Batch {
        private final Rows rows = new Rows("member uuid", "handle text");

        @Override
        public void flush(Tables tables) {
            tables.write("INSERT INTO $.arrival (member, handle) SELECT member, handle FROM :rows", rows);
        }
    }
}
