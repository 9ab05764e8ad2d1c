package org.geben.command.appreciation;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.appreciation.AppreciationKind.RATING;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_ALREADY_GIVEN;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_DISALLOWED;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_OF_ONESELF;
import static org.geben.kernel.appreciation.AppreciationRule.APPRECIATION_UNKNOWN;
import static org.geben.kernel.appreciation.AppreciationRule.DISALLOWING_REASON_OUT_OF_BOUNDS;
import static org.geben.kernel.appreciation.AppreciationRule.NOT_THE_GIVER;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;
import static org.geben.kernel.member.Role.MODERATOR;

import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.CommandEnvelope;
import org.geben.command.contribution.Contributions;
import org.geben.command.member.Members;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.TextBounds;
import org.geben.kernel.appreciation.AllowanceId;
import org.geben.kernel.appreciation.AppreciationEvent;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationDisallowed;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationGiven;
import org.geben.kernel.appreciation.AppreciationEvent.AppreciationRetracted;
import org.geben.kernel.appreciation.AppreciationEvent.RatingChanged;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.privacy.Personal;
import org.geben.kernel.privacy.Personal.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Protects that gratitude is meant for others and counts once: nobody appreciates oneself, and there is one appreciation
 * a giver, subject and kind, and one of kudos an occasion. That is why it is a stream of its own whose id comes from
 * those: two that are given at the same instant meet in the log, and one is recorded. A rating may be changed, since
 * opinions do; other words are taken back first. What was disallowed stays so.
 */
@Revision("2")
@Aggregate(type = "appreciation", snapshotTriggerDefinition = "snapshotTrigger")
class Appreciation {
    private static final TextBounds REASON = new TextBounds(1, 2_000);

    @AggregateIdentifier
    private AppreciationId appreciationId;

    private @Nullable MemberId giver;
    private @Nullable MemberId receiver;
    private @Nullable AllowanceId allowance;

    /** Gone with either member, once erased; they were others then than any that are said again. */
    @Personal(of = "giver", kind = Kind.WORDS)
    @Personal(of = "receiver")
    private @Nullable Words words;

    private boolean standing;
    private boolean disallowed;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(
            GiveAppreciation command,
            MetaData metaData,
            Members members,
            Contributions contributions,
            Allowances allowances) {
        Words given = command.words();
        given.check();
        if (!isOpenTo(given)) {
            return;
        }
        MemberId honoured = receiver(command, members, contributions);
        if (command.giver() != null) {
            members.mustBePresent(command.giver());
            if (command.giver().equals(honoured)) {
                throw APPRECIATION_OF_ONESELF.broken();
            }
        }
        if (standing) {
            apply(new RatingChanged(appreciationId, requireNonNull(given.stars())));
        } else {
            give(given.given(
                    command.appreciationId(),
                    command.giver(),
                    command.subject(),
                    honoured,
                    reserve(command, metaData, allowances)));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(RetractAppreciation command, MetaData metaData, Allowances allowances) {
        mustExist();
        if (!command.by().equals(giver)) {
            throw NOT_THE_GIVER.broken();
        }
        mustNotBeDisallowed();
        if (standing) {
            if (allowance != null) {
                allowances.release(allowance, appreciationId, CommandEnvelope.occurredAt(metaData));
            }
            apply(new AppreciationRetracted(appreciationId));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(DisallowAppreciation command, Members members) {
        REASON.check(DISALLOWING_REASON_OUT_OF_BOUNDS, "reason", command.reason());
        mustExist();
        members.mustHoldUnlessOperator(command.by(), MODERATOR, COMMUNITY_MANAGER, ADMIN);
        if (!disallowed) {
            apply(new AppreciationDisallowed(appreciationId, giver, receiver, command.reason(), command.by()));
        }
    }

    /**
     * Whether these words are still to be said.
     *
     * @throws RuleViolation APPRECIATION_DISALLOWED, or APPRECIATION_ALREADY_GIVEN with others that do not give way
     */
    boolean isOpenTo(Words given) {
        mustNotBeDisallowed();
        if (!standing || given.equals(words)) {
            return !standing;
        }
        if (given.kind() != RATING || words == null || words.kind() != RATING) {
            throw APPRECIATION_ALREADY_GIVEN.broken();
        }
        return true;
    }

    boolean wasEverGiven() {
        return appreciationId != null;
    }

    void give(AppreciationGiven given) {
        apply(given);
    }

    @EventSourcingHandler
    void evolve(AppreciationEvent event) {
        appreciationId = event.appreciationId();
        switch (event) {
            case AppreciationGiven given -> {
                giver = given.giver();
                receiver = given.receiver();
                allowance = given.allowance();
                words = Words.of(given);
                standing = true;
            }
            case RatingChanged changed -> words = words == null ? null : words.withStars(changed.stars());
            case AppreciationRetracted retracted -> standing = false;
            case AppreciationDisallowed out -> {
                standing = false;
                disallowed = true;
            }
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

    /** Points of a giver whom an import has lost come from nobody's allowance. */
    private static @Nullable AllowanceId reserve(GiveAppreciation command, MetaData metaData, Allowances allowances) {
        return command.giver() == null || command.points() == 0
                ? null
                : allowances.reserve(
                        command.giver(),
                        Map.of(command.appreciationId(), command.points()),
                        CommandEnvelope.occurredAt(metaData));
    }

    private void mustExist() {
        if (appreciationId == null) {
            throw APPRECIATION_UNKNOWN.broken();
        }
    }

    private void mustNotBeDisallowed() {
        if (disallowed) {
            throw APPRECIATION_DISALLOWED.broken();
        }
    }
}
