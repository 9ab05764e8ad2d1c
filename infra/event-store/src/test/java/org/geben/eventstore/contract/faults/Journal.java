package org.geben.eventstore.contract.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/**
 * What writers were told of their appends, to hold the log to it: what was acknowledged is there once, what was refused
 * is not there, and what nobody knows of is there wholly or not at all.
 */
final class Journal {

    enum Fate {
        ACKNOWLEDGED,
        REFUSED,
        UNKNOWN
    }

    private record Entry(List<DomainEventMessage<?>> events, Fate fate) {}

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    void note(List<DomainEventMessage<?>> events, Fate fate) {
        entries.add(new Entry(events, fate));
    }

    long count(Fate fate) {
        return entries.stream().filter(entry -> entry.fate == fate).count();
    }

    /** @param log all events since the journal began, in the order of the log */
    void audit(List<? extends DomainEventMessage<?>> log) {
        List<String> ids = log.stream().map(EventMessage::getIdentifier).toList();
        assertThat(ids).as("the log").doesNotHaveDuplicates();
        Set<String> stored = new HashSet<>(ids);
        for (Entry entry : entries) {
            Set<String> events =
                    entry.events.stream().map(EventMessage::getIdentifier).collect(Collectors.toSet());
            switch (entry.fate) {
                case ACKNOWLEDGED ->
                    assertThat(stored).as("what was acknowledged").containsAll(events);
                case REFUSED -> assertThat(stored).as("what was refused").doesNotContainAnyElementsOf(events);
                case UNKNOWN ->
                    assertThat(events.stream().filter(stored::contains).count())
                            .as("how much is stored of %d events whose outcome is unknown", events.size())
                            .isIn(0L, (long) events.size());
            }
        }
        assertThat(entries.stream()
                        .map(Entry::events)
                        .flatMap(Collection::stream)
                        .map(EventMessage::getIdentifier))
                .as("what was written")
                .containsAll(stored);
        Map<String, Long> next = new HashMap<>();
        for (DomainEventMessage<?> event : log) {
            assertThat(event.getSequenceNumber())
                    .as("the next event of stream %s", event.getAggregateIdentifier())
                    .isEqualTo(next.merge(event.getAggregateIdentifier(), 1L, Long::sum) - 1);
        }
    }
}
