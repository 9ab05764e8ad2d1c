package org.geben.benchmarks.log;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The aggregate that is measured: one command makes it, by one event whose JSON has some 300 bytes. */
final class Letter {

    record PostLetter(@TargetAggregateIdentifier String id, long number) {}

    record LetterPosted(String id, String from, String to, String text, List<String> tags) {}

    @AggregateIdentifier
    private @Nullable String id;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(PostLetter command) {
        apply(posted(command.id(), command.number()));
    }

    @EventSourcingHandler
    void evolve(LetterPosted posted) {
        id = posted.id();
    }

    static LetterPosted posted(String id, long number) {
        return new LetterPosted(
                id,
                "member-" + number % 1_000,
                "member-" + number % 997,
                "Thank you for letter %d: it came on the right day, and the whole street has read it by now."
                        .formatted(number),
                List.of("street", "garden", "number-" + number % 100));
    }
}
