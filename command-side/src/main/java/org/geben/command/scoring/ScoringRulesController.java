package org.geben.command.scoring;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.scoring.ScoringDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Scoring rules over HTTP. Where no acting member is named, the operator of the community acts. */
@RestController
@RequestMapping("/api/v1/scoring-rules")
@Tag(name = "Scoring rules")
class ScoringRulesController {
    private final Reception reception;

    ScoringRulesController(Reception reception) {
        this.reception = reception;
    }

    @PostMapping
    @Operation(summary = "An administrator, a community manager or the operator publishes the next version.")
    ResponseEntity<Recorded> publish(
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor,
            @Valid @RequestBody Publication publication) {
        PublishScoringRules command = new PublishScoringRules(publication.validFrom(), publication.rules(), actor);
        return reception.create(command.rulesId(), command, actor);
    }

    /** @param validFrom from when on they hold: now or later; now where it is left out */
    record Publication(
            @NotNull ScoringDocument rules, @Nullable Instant validFrom) {}
}
