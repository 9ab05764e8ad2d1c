package org.geben.query.generation;

import java.util.HashSet;
import java.util.Set;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.geben.kernel.member.MemberEvent;
import org.jspecify.annotations.Nullable;

/** What happened to each member, in the order in which it was folded; it fails wherever it is told to. */
final class Diary implements Projection<Diary.Written> {
    /** The ids of events. */
    final Set<String> failsInHandler = new HashSet<>();

    /** The ids of events. */
    final Set<String> failsInFlush = new HashSet<>();

    @Nullable
    RuntimeException outage;

    private final int version;
    private final boolean gathers;

    Diary() {
        this(1);
    }

    Diary(int version) {
        this(version, false);
    }

    private Diary(int version, boolean gathers) {
        this.version = version;
        this.gathers = gathers;
    }

    /** Writes by a statement what a batch has gathered, and does not copy it. */
    static Diary gathering() {
        return new Diary(1, true);
    }

    @Override
    public String name() {
        return "diary";
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public Written batch(Buffers buffers, Tables tables) {
        String[] columns = {"member uuid", "what text"};
        return new Written(gathers ? buffers.rows("told", columns) : buffers.inserts("entry", columns));
    }

    void isMended() {
        failsInHandler.clear();
        failsInFlush.clear();
    }

    @EventHandler
    void on(MemberEvent event, EventMessage<?> message, Written batch) {
        if (failsInHandler.contains(message.getIdentifier())) {
            throw new IllegalStateException("Not to be borne");
        }
        boolean stored = !failsInFlush.contains(message.getIdentifier());
        batch.entries.add(event.memberId().value(), stored ? event.getClass().getSimpleName() : null);
    }

    final class Written implements Batch {
        private final Rows entries;

        Written(Rows entries) {
            this.entries = entries;
        }

        @Override
        public void flush(Tables tables) {
            if (outage != null) {
                throw outage;
            }
            if (gathers) {
                tables.write("INSERT INTO $.entry (member, what) SELECT member, what FROM :rows", entries);
            }
        }
    }
}
