package org.geben.command.appreciation;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_ALREADY_GIVEN;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_OF_ONESELF;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_UNKNOWN;
import static org.geben.kernel.appreciation.AppreciationRule.NOT_THE_GIVER;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.contribution.Contributions;
import org.geben.command.member.Members;
import org.geben.kernel.appreciation.AppreciationEvent;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Protects that gratitude is meant for others and counts once: nobody appreciates oneself, and there is one appreciation
 * a giver, subject and kind. That is why it is a stream of its own whose id comes from those three: two that are given at
 * the same instant meet in the log, and one is recorded.
 */
@Revision("1")
@Aggregate(type = "appreciation", snapshotTriggerDefinition = "snapshotTrigger")
class Appreciation {
    @AggregateIdentifier
    private AppreciationId appreciationId;

    private @Nullable MemberId giver;
    private Words words;
    private boolean standing;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(GiveAppreciation command, Members members, Contributions contributions) {
        Words given = Words.of(command);
        if (standing) {
            mustRepeat(given);
            return;
        }
        MemberId receiver = receiver(command, members, contributions);
        if (command.giver() != null) {
            members.mustBePresent(command.giver());
            if (command.giver().equals(receiver)) {
                throw APPRECIATION_OF_ONESELF.broken();
            }
        }
        apply(new AppreciationGiven(
                command.appreciationId(),
                command.giver(),
                command.subject(),
                receiver,
                command.kind(),
                given.message(),
                given.points(),
                given.stars()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(RetractAppreciation command) {
        if (appreciationId == null) {
            throw APPRECIATION_UNKNOWN.broken();
        }
        if (!command.by().equals(giver)) {
            throw NOT_THE_GIVER.broken();
        }
        if (standing) {
            apply(new AppreciationRetracted(appreciationId));
        }
    }

    @EventSourcingHandler
    void evolve(AppreciationEvent event) {
        appreciationId = event.appreciationId();
        switch (event) {
            case AppreciationGiven given -> {
                giver = given.giver();
                words = new Words(given.message(), given.points(), given.stars());
                standing = true;
            }
            case AppreciationRetracted retracted -> standing = false;
        }
    }

    private static @Nullable MemberId receiver(GiveAppreciation command, Members members, Contributions contributions) {
        return switch (command.subject()) {
            case Subject.OfContribution contribution ->
                (command.giver() == null
                                ? contributions.visible(contribution.id())
                                : contributions.visibleTo(command.giver(), contribution.id()))
                        .author();
            case Subject.OfMember member -> {
                members.mustExist(member.id());
                yield member.id();
            }
            case Subject.OfResource resource -> null;
        };
    }

    private void mustRepeat(Words given) {
        if (!words.equals(given)) {
            throw APPRECIATION_ALREADY_GIVEN.broken();
        }
    }
}
