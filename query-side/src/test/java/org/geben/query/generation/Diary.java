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

    Diary() {
        this(1);
    }

    Diary(int version) {
        this.version = version;
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
        return new Written(buffers.inserts("entry", "member uuid", "what text"));
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
        }
    }
}
