package org.geben.command.training;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.geben.kernel.member.Role.ADMIN;
import static org.geben.kernel.member.Role.COMMUNITY_MANAGER;
import static org.geben.kernel.member.Role.LEADER;
import static org.geben.kernel.training.TrainingRule.NOT_ENROLLED;
import static org.geben.kernel.training.TrainingRule.SESSION_CANCELLED;
import static org.geben.kernel.training.TrainingRule.SESSION_ENDS_TOO_EARLY;
import static org.geben.kernel.training.TrainingRule.SESSION_FULL;
import static org.geben.kernel.training.TrainingRule.SESSION_HAS_BEGUN;
import static org.geben.kernel.training.TrainingRule.SESSION_NOT_BEGUN;
import static org.geben.kernel.training.TrainingRule.SESSION_PLACES_OUT_OF_BOUNDS;
import static org.geben.kernel.training.TrainingRule.SESSION_UNKNOWN;
import static org.geben.kernel.training.TrainingRule.SESSION_WHERE_OUT_OF_BOUNDS;
import static org.geben.kernel.training.TrainingRule.TRAINING_REASON_OUT_OF_BOUNDS;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.geben.command.CommandEnvelope;
import org.geben.command.member.Members;
import org.geben.kernel.TextBounds;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.training.SessionEvent;
import org.geben.kernel.training.SessionEvent.SessionCancelled;
import org.geben.kernel.training.SessionEvent.SessionScheduled;
import org.geben.kernel.training.SessionEvent.TrainingCompleted;
import org.geben.kernel.training.SessionEvent.TrainingEnrolled;
import org.geben.kernel.training.SessionEvent.TrainingEnrolmentCancelled;
import org.geben.kernel.training.SessionId;
import org.geben.kernel.training.TrainingId;

/**
 * Protects that no session takes more members than it has places, that only who had a place has completed it, and that
 * one which is cancelled stays so. Places
 * belong to a session, so those who want them meet here: one stream for the whole training would make members of
 * different sessions wait for one another, and one for each enrolment could not count.
 */
@Revision("2")
@Aggregate(type = "training-session", snapshotTriggerDefinition = "snapshotTrigger")
class Session {
    private static final TextBounds WHERE = TextBounds.line(1, 500);
    private static final TextBounds REASON = new TextBounds(1, 2_000);
    private static final int MOST_PLACES = 1_000;

    @AggregateIdentifier
    private SessionId sessionId;

    private TrainingId trainingId;
    private Instant from;
    private int places;
    private boolean cancelled;
    private Set<MemberId> enrolled = new HashSet<>();
    private Set<MemberId> completed = new HashSet<>();

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ScheduleSession command, Members members, Trainings trainings) {
        if (sessionId != null) {
            return;
        }
        if (command.places() < 1 || command.places() > MOST_PLACES) {
            throw SESSION_PLACES_OUT_OF_BOUNDS.broken().about("places");
        }
        if (command.where() != null) {
            WHERE.check(SESSION_WHERE_OUT_OF_BOUNDS, "where", command.where());
        }
        if (!command.to().isAfter(command.from())) {
            throw SESSION_ENDS_TOO_EARLY.broken().about("to");
        }
        trainings.mustBeOpen(command.trainingId());
        members.mustHold(command.by(), COMMUNITY_MANAGER, ADMIN, LEADER);
        apply(new SessionScheduled(
                command.sessionId(),
                command.trainingId(),
                command.from(),
                command.to(),
                command.places(),
                command.where()));
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(EnrolInSession command, MetaData metaData, Members members, Trainings trainings) {
        mustBelongTo(command.trainingId());
        if (enrolled.contains(command.memberId())) {
            return;
        }
        trainings.mustBeOpen(trainingId);
        mustBeHeld();
        members.mustBePresent(command.memberId());
        mustNotHaveBegun(metaData);
        if (enrolled.size() == places) {
            throw SESSION_FULL.broken();
        }
        apply(new TrainingEnrolled(sessionId, trainingId, command.memberId()));
    }

    /** Of a session that was cancelled there is no place to give back, and it stays known who had one. */
    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CancelEnrolment command, MetaData metaData) {
        mustBelongTo(command.trainingId());
        if (enrolled.contains(command.memberId()) && !cancelled) {
            if (completed.contains(command.memberId())) {
                throw SESSION_HAS_BEGUN.broken();
            }
            mustNotHaveBegun(metaData);
            apply(new TrainingEnrolmentCancelled(sessionId, trainingId, command.memberId()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(CancelSession command, MetaData metaData, Members members) {
        REASON.check(TRAINING_REASON_OUT_OF_BOUNDS, "reason", command.reason());
        mustBelongTo(command.trainingId());
        members.mustHold(command.by(), COMMUNITY_MANAGER, ADMIN, LEADER);
        if (!cancelled) {
            // A command may be dated back to before that.
            if (!completed.isEmpty()) {
                throw SESSION_HAS_BEGUN.broken();
            }
            mustNotHaveBegun(metaData);
            apply(new SessionCancelled(sessionId, trainingId, command.reason(), command.by()));
        }
    }

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    void decide(ConfirmCompletion command, MetaData metaData, Members members) {
        mustBelongTo(command.trainingId());
        members.mustHold(command.by(), COMMUNITY_MANAGER, ADMIN, LEADER);
        mustBeHeld();
        if (!enrolled.contains(command.memberId())) {
            throw NOT_ENROLLED.broken();
        }
        if (!hasBegun(metaData)) {
            throw SESSION_NOT_BEGUN.broken();
        }
        if (!completed.contains(command.memberId())) {
            apply(new TrainingCompleted(sessionId, trainingId, command.memberId(), command.by()));
        }
    }

    @EventSourcingHandler
    void evolve(SessionEvent event) {
        sessionId = event.sessionId();
        trainingId = event.trainingId();
        switch (event) {
            case SessionScheduled scheduled -> {
                from = scheduled.from();
                places = scheduled.places();
            }
            case TrainingEnrolled in -> enrolled.add(in.memberId());
            case TrainingEnrolmentCancelled out -> enrolled.remove(out.memberId());
            case SessionCancelled off -> cancelled = true;
            case TrainingCompleted done -> completed.add(done.memberId());
        }
    }

    private void mustBelongTo(TrainingId training) {
        if (sessionId == null || !trainingId.equals(training)) {
            throw SESSION_UNKNOWN.broken();
        }
    }

    private void mustBeHeld() {
        if (cancelled) {
            throw SESSION_CANCELLED.broken();
        }
    }

    private void mustNotHaveBegun(MetaData metaData) {
        if (hasBegun(metaData)) {
            throw SESSION_HAS_BEGUN.broken();
        }
    }

    private boolean hasBegun(MetaData metaData) {
        return !CommandEnvelope.occurredAt(metaData).isBefore(from);
    }
}
