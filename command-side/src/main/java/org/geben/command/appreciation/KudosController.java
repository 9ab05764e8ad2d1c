package org.geben.command.appreciation;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Kudos to members over HTTP; the acting member is the giver. */
@RestController
@RequestMapping("/api/v1/kudos")
@Tag(name = "Appreciations")
class KudosController {
    private final Reception reception;

    KudosController(Reception reception) {
        this.reception = reception;
    }

    @PostMapping
    @Operation(summary = "The acting member gives kudos to one or several members, who share the points.")
    ResponseEntity<Given> give(@RequestHeader(Reception.ACTOR) MemberId actor, @Valid @RequestBody Kudos kudos) {
        GiveKudos command = kudos.by(actor, reception);
        ResponseEntity<Recorded> answer = reception.create(command.occasion(), command, actor);
        return ResponseEntity.status(answer.getStatusCode())
                .body(new Given(
                        command.occasion(),
                        command.appreciations(),
                        requireNonNull(answer.getBody()).position()));
    }

    /**
     * Kudos as sent.
     *
     * @param points all together
     * @param tags the values that they honour
     * @param occasion sent again, it is a repeat that gives nothing; a new one where it is left out
     */
    record Kudos(
            @NotNull List<@NotNull MemberId> to,
            @NotNull String message,
            @Nullable Integer points,
            @Nullable List<@NotNull String> tags,
            @Nullable UUID occasion) {
        GiveKudos by(MemberId giver, Reception reception) {
            return new GiveKudos(
                    giver,
                    to,
                    message,
                    requireNonNullElse(points, 0),
                    requireNonNullElse(tags, List.of()),
                    requireNonNullElseGet(occasion, reception::newId));
        }
    }

    /**
     * What was given.
     *
     * @param appreciations one for each receiver, in their order
     * @param position in the log from which on every view shows them
     */
    record Given(UUID occasion, List<AppreciationId> appreciations, long position) {}
}
