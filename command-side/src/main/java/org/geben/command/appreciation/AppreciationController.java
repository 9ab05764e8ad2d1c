package org.geben.command.appreciation;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.member.MemberId;
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

/** Appreciations over HTTP; the acting member is the giver, or the moderator. */
@RestController
@RequestMapping("/api/v1/appreciations")
@Tag(name = "Appreciations")
class AppreciationController {
    private final Reception reception;

    AppreciationController(Reception reception) {
        this.reception = reception;
    }

    @PostMapping
    @Operation(
            summary =
                    "The acting member appreciates a contribution, a member or an outside resource, once; a rating given again with other stars is changed.")
    ResponseEntity<Recorded> give(
            @RequestHeader(Reception.ACTOR) MemberId actor, @Valid @RequestBody Appreciating appreciating) {
        GiveAppreciation command = GiveAppreciation.by(
                actor,
                appreciating.subject(),
                appreciating.kind(),
                appreciating.message(),
                requireNonNullElse(appreciating.points(), 0),
                appreciating.stars(),
                requireNonNullElse(appreciating.tags(), List.of()));
        return reception.create(command.appreciationId(), command, actor);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "The giver takes an appreciation back.")
    Recorded retract(@PathVariable AppreciationId id, @RequestHeader(Reception.ACTOR) MemberId actor) {
        return reception.change(id, new RetractAppreciation(id, actor), actor);
    }

    @PutMapping("/{id}/disallowance")
    @Operation(summary = "A moderator, community manager or administrator takes it out of what counts, for good.")
    Recorded disallow(
            @PathVariable AppreciationId id,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor,
            @Valid @RequestBody Disallowance disallowance) {
        return reception.change(id, new DisallowAppreciation(id, disallowance.reason(), actor), actor);
    }

    /**
     * An appreciation as sent.
     *
     * @param subject {@code contribution:<id>}, {@code member:<id>} or an absolute URI
     * @param tags the values that KUDOS honour
     */
    record Appreciating(
            @NotNull Subject subject,
            @NotNull AppreciationKind kind,
            @Nullable String message,
            @Nullable Integer points,
            @Nullable Integer stars,
            @Nullable List<@NotNull String> tags) {}

    record Disallowance(@NotNull String reason) {}
}
