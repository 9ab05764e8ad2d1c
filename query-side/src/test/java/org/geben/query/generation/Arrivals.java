package org.geben.query.generation;

import org.axonframework.eventhandling.EventHandler;
import org.geben.kernel.member.MemberEvent.MemberJoined;

/** The smallest projection: who came. */
final class Arrivals implements Projection<Arrivals.Arrived> {
    private final int version;

    Arrivals(int version) {
        this.version = version;
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
