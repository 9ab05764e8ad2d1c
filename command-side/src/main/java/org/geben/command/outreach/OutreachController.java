package org.geben.command.outreach;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.OutreachId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Outreach over HTTP, for community managers and administrators. Nobody opens one by hand: policies do. */
@RestController
@RequestMapping("/api/v1/outreach")
@Tag(name = "Outreach")
class OutreachController {
    private final Reception reception;

    OutreachController(Reception reception) {
        this.reception = reception;
    }

    @PostMapping("/{id}/assign")
    @Operation(summary = "The acting community manager says who sees to it.")
    Recorded assign(
            @PathVariable OutreachId id,
            @RequestHeader(Reception.ACTOR) MemberId actor,
            @Valid @RequestBody Assignment assignment) {
        return reception.change(id, new AssignOutreach(id, assignment.to(), actor), actor);
    }

    @PostMapping("/{id}/resolve")
    @Operation(summary = "The acting community manager has helped.")
    Recorded resolve(
            @PathVariable OutreachId id,
            @RequestHeader(Reception.ACTOR) MemberId actor,
            @RequestBody(required = false) @Nullable Resolution resolution) {
        return reception.change(
                id, new ResolveOutreach(id, actor, resolution == null ? null : resolution.note()), actor);
    }

    @PostMapping("/{id}/dismiss")
    @Operation(summary = "The acting community manager leaves it, for a reason.")
    Recorded dismiss(
            @PathVariable OutreachId id,
            @RequestHeader(Reception.ACTOR) MemberId actor,
            @Valid @RequestBody Dismissal dismissal) {
        return reception.change(id, new DismissOutreach(id, actor, dismissal.reason()), actor);
    }

    record Assignment(@NotNull MemberId to) {}

    /** @param note what was done */
    record Resolution(@Nullable String note) {}

    record Dismissal(@NotNull String reason) {}
}
