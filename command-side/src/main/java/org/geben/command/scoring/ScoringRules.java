package org.geben.command.scoring;

import static java.util.Objects.requireNonNullElse;
import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;
import static org.geben.kernel.member.Role.MEMBER;
import static org.geben.kernel.scoring.ScoringRule.SCORING_LIMIT_OUT_OF_BOUNDS;
import static org.geben.kernel.scoring.ScoringRule.SCORING_ROLE_MISSING;
import static org.geben.kernel.scoring.ScoringRule.SCORING_ROLE_OF_EVERYONE;
import static org.geben.kernel.scoring.ScoringRule.SCORING_RULES_OF_THE_PAST;
import static org.geben.kernel.scoring.ScoringRule.SCORING_RULES_OUT_OF_ORDER;
import static org.geben.kernel.scoring.ScoringRule.SCORING_RULES_TOO_FAR;
import static org.geben.kernel.scoring.ScoringRule.SCORING_WEIGHT_OUT_OF_BOUNDS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.CommandEnvelope;
import org.geben.command.member.Members;
import org.geben.kernel.member.Role;
import org.geben.kernel.scoring.ScoringDocument;
import org.geben.kernel.scoring.ScoringRulesEvent;
import org.geben.kernel.scoring.ScoringRulesEvent.ScoringRulesPublished;
import org.geben.kernel.scoring.ScoringRulesId;
import org.jspecify.annotations.Nullable;

/**
 * Protects that at every moment one version of the rules holds, and that nobody changes by which rules the past was
 * scored. Therefore all versions are one stream: of two that are published at once, one comes after the other.
 */
@Revision("1")
@Aggregate(type = "scoring-rules", snapshotTriggerDefinition = "snapshotTrigger")
class ScoringRules {
    /** What holds from some day on cannot be taken back, so it is not to be far away. */
    private static final Duration FARTHEST = Duration.ofDays(366);

    @AggregateIdentifier
    private ScoringRulesId rulesId;

    private int version;
    private Instant validFrom;
    private ScoringDocument document;

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(PublishScoringRules command, MetaData metaData, Members members) {
        check(command.document());
        members.mustHoldUnlessOperator(command.by(), ADMIN, COMMUNITY_MANAGER);
        Instant now = CommandEnvelope.occurredAt(metaData);
        if (isRepeated(command, now)) {
            return;
        }
        Instant from = requireNonNullElse(command.validFrom(), now);
        if (from.isBefore(now)) {
            throw SCORING_RULES_OF_THE_PAST.broken().about("validFrom");
        }
        if (from.isAfter(now.plus(FARTHEST))) {
            throw SCORING_RULES_TOO_FAR.broken().about("validFrom");
        }
        if (version > 0 && from.isBefore(validFrom)) {
            throw SCORING_RULES_OUT_OF_ORDER.broken().about("validFrom");
        }
        apply(new ScoringRulesPublished(command.rulesId(), version + 1, from, command.document(), command.by()));
    }

    @EventSourcingHandler
    void evolve(ScoringRulesEvent event) {
        rulesId = event.rulesId();
        switch (event) {
            case ScoringRulesPublished published -> {
                version = published.version();
                validFrom = published.validFrom();
                document = published.document();
            }
        }
    }

    /** The same rules again, from the same moment, or from now on where they hold already. */
    private boolean isRepeated(PublishScoringRules command, Instant now) {
        return version > 0
                && document.equals(command.document())
                && (command.validFrom() == null ? !validFrom.isAfter(now) : validFrom.equals(command.validFrom()));
    }

    private static void check(ScoringDocument document) {
        if (document.giving() != null) {
            check(document.giving().reply());
            check(document.giving().appreciation());
        }
        if (document.appreciated() != null) {
            check(document.appreciated().giver());
            check(document.appreciated().appreciation());
        }
        if (document.contributing() != null) {
            check(document.contributing().contribution());
        }
        if (document.helping() != null) {
            check(document.helping().acceptedAnswer());
            check(document.helping().firstResponse());
        }
        if (document.welcoming() != null) {
            check(document.welcoming().welcome());
        }
        if (document.fairness() != null) {
            checkLimit(document.fairness().mostPerGiverAndDay());
            checkLimit(document.fairness().mostPerReceiverAndDay());
        }
        if (document.excludedRoles() != null) {
            checkRoles(document.excludedRoles());
        }
    }

    private static void checkRoles(List<@Nullable Role> excluded) {
        if (excluded.contains(null)) {
            throw SCORING_ROLE_MISSING.broken().about("rules");
        }
        if (excluded.contains(MEMBER)) {
            throw SCORING_ROLE_OF_EVERYONE.broken().about("rules");
        }
    }

    private static void checkLimit(@Nullable Integer most) {
        if (most != null && (most < 1 || most > ScoringDocument.MOST)) {
            throw SCORING_LIMIT_OUT_OF_BOUNDS.broken().about("rules");
        }
    }

    private static void check(@Nullable Map<?, @Nullable Integer> weights) {
        if (weights != null) {
            if (weights.containsValue(null)) {
                throw SCORING_WEIGHT_OUT_OF_BOUNDS.broken().about("rules");
            }
            weights.values().forEach(ScoringRules::check);
        }
    }

    private static void check(@Nullable Integer weight) {
        if (weight != null && (weight < 0 || weight > ScoringDocument.MOST)) {
            throw SCORING_WEIGHT_OUT_OF_BOUNDS.broken().about("rules");
        }
    }
}
