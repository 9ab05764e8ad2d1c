package org.geben.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.eventstore.contract.Notes.newStream;
import static org.geben.eventstore.contract.Notes.range;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

/** Many streams can be read at once. */
public interface ReadStreamsContract extends EventLogSceneContract {

    @Test
    default void readsManyStreamsEachInOrder() {
        List<String> streams =
                IntStream.range(0, 200).mapToObj(i -> newStream()).toList();
        engine().appendEvents(streams.stream()
                .flatMap(s -> Notes.events(s, 0, 3).stream())
                .toList());

        Map<String, List<DomainEventMessage<?>>> read = engine().readStreams(streams, 3);

        assertThat(read).containsOnlyKeys(streams);
        read.forEach((stream, events) -> {
            assertThat(events)
                    .extracting(DomainEventMessage::getAggregateIdentifier)
                    .containsOnly(stream);
            assertThat(events).extracting(DomainEventMessage::getSequenceNumber).isEqualTo(range(0, 3));
            assertThat(events)
                    .<Object>extracting(DomainEventMessage::getPayload)
                    .containsExactly(new Noted("note 0"), new Noted("note 1"), new Noted("note 2"));
        });
    }

    @Test
    default void leavesOutStreamsThatAreTooLongAndKnowsThoseThatAreEmpty() {
        String empty = newStream();
        String longer = newStream();
        engine().appendEvents(Stream.concat(Notes.events(stream(), 0, 2).stream(), Notes.events(longer, 0, 3).stream())
                .toList());

        Map<String, List<DomainEventMessage<?>>> read = engine().readStreams(List.of(stream(), empty, longer), 2);

        assertThat(read).containsOnlyKeys(stream(), empty).containsEntry(empty, List.of());
        assertThat(read.getOrDefault(stream(), List.of())).hasSize(2);
    }
}
