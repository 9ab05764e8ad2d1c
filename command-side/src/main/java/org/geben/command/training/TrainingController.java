package org.geben.command.training;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Set;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.training.SessionId;
import org.geben.kernel.training.TrainingId;
import org.geben.kernel.training.TrainingKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Trainings over HTTP. Community managers, leaders and administrators hold them; whoever wants to takes part. */
@RestController
@RequestMapping("/api/v1/trainings")
@Tag(name = "Trainings")
class TrainingController {
    private final Reception reception;

    TrainingController(Reception reception) {
        this.reception = reception;
    }

    @PostMapping
    @Operation(summary = "The acting member offers a training, or office hours, for levels of digital comfort.")
    ResponseEntity<Recorded> offer(@RequestHeader(Reception.ACTOR) MemberId actor, @Valid @RequestBody Offer offer) {
        TrainingId id = new TrainingId(reception.newId());
        return reception.create(
                id,
                new OfferTraining(id, offer.kind(), offer.title(), offer.description(), offer.levels(), actor),
                actor);
    }

    @PutMapping("/{id}/cancellation")
    @Operation(summary = "The acting member cancels the training, for good.")
    Recorded cancel(
            @PathVariable TrainingId id,
            @RequestHeader(Reception.ACTOR) MemberId actor,
            @Valid @RequestBody Cancellation cancellation) {
        return reception.change(id, new CancelTraining(id, cancellation.reason(), actor), actor);
    }

    @PostMapping("/{id}/sessions")
    @Operation(summary = "The acting member says when, where and for how many the training is held.")
    ResponseEntity<Recorded> schedule(
            @PathVariable TrainingId id,
            @RequestHeader(Reception.ACTOR) MemberId actor,
            @Valid @RequestBody Schedule schedule) {
        SessionId session = new SessionId(reception.newId());
        return reception.create(
                session,
                new ScheduleSession(
                        session, id, schedule.from(), schedule.to(), schedule.places(), schedule.where(), actor),
                actor);
    }

    @PutMapping("/{id}/sessions/{session}/cancellation")
    @Operation(summary = "The acting member cancels one session, for good, before it begins.")
    Recorded cancelSession(
            @PathVariable TrainingId id,
            @PathVariable SessionId session,
            @RequestHeader(Reception.ACTOR) MemberId actor,
            @Valid @RequestBody Cancellation cancellation) {
        return reception.change(session, new CancelSession(session, id, cancellation.reason(), actor), actor);
    }

    @PutMapping("/{id}/sessions/{session}/members/{member}")
    @Operation(summary = "The member takes a place in the session, before it begins.")
    Recorded enrol(@PathVariable TrainingId id, @PathVariable SessionId session, @PathVariable MemberId member) {
        return reception.change(session, new EnrolInSession(session, id, member), member);
    }

    @DeleteMapping("/{id}/sessions/{session}/members/{member}")
    @Operation(summary = "The member gives the place back, before the session begins.")
    Recorded cancelEnrolment(
            @PathVariable TrainingId id, @PathVariable SessionId session, @PathVariable MemberId member) {
        return reception.change(session, new CancelEnrolment(session, id, member), member);
    }

    @PutMapping("/{id}/sessions/{session}/members/{member}/completion")
    @Operation(summary = "The acting member confirms that the member took part.")
    Recorded confirm(
            @PathVariable TrainingId id,
            @PathVariable SessionId session,
            @PathVariable MemberId member,
            @RequestHeader(Reception.ACTOR) MemberId actor) {
        return reception.change(session, new ConfirmCompletion(session, id, member, actor), actor);
    }

    /** @param levels of digital comfort for which it is meant, at least one */
    record Offer(
            @NotNull TrainingKind kind,
            @NotNull String title,
            @Nullable String description,
            @NotNull Set<@NotNull DigitalComfort> levels) {}

    record Cancellation(@NotNull String reason) {}

    /** @param where a room, or an address to call */
    record Schedule(
            @NotNull Instant from,
            @NotNull Instant to,
            @NotNull Integer places,
            @Nullable String where) {}
}
