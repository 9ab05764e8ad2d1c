package org.geben.query.generation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.geben.query.Story;

/** A story as a log, which is read a few events at a time. */
record Told(Story story) implements History {
    private static final Instant RECORDING = Instant.parse("2026-04-10T00:00:00Z");
    private static final int PAGE = 7;

    @Override
    public long head() {
        return story.position();
    }

    @Override
    public Optional<Instant> recordedAt(long position) {
        return position <= head() ? Optional.of(RECORDING.plusSeconds(position)) : Optional.empty();
    }

    @Override
    public Replay after(long position) {
        List<TrackedEventMessage<?>> events = story.log().stream()
                .filter(event -> Fold.position(event) > position)
                .toList();
        List<List<TrackedEventMessage<?>>> pages = new ArrayList<>();
        for (int from = 0; from < events.size(); from += PAGE) {
            pages.add(events.subList(from, Math.min(events.size(), from + PAGE)));
        }
        return new Pages(pages.iterator());
    }

    @Override
    public Iterator<? extends DomainEventMessage<?>> stream(String stream, long from) {
        return story.log().stream()
                .map(event -> (DomainEventMessage<?>) event)
                .filter(event -> event.getAggregateIdentifier().equals(stream) && event.getSequenceNumber() >= from)
                .iterator();
    }

    private record Pages(Iterator<List<TrackedEventMessage<?>>> pages) implements Replay {
        @Override
        public boolean hasNext() {
            return pages.hasNext();
        }

        @Override
        public List<TrackedEventMessage<?>> next() {
            return pages.next();
        }

        @Override
        public void close() {}
    }
}
