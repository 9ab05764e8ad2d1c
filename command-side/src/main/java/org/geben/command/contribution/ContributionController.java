package org.geben.command.contribution;

import static java.util.Objects.requireNonNullElse;

import com.github.f4b6a3.uuid.UuidCreator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.contribution.TextFormat;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Contributions over HTTP; the acting member is named in the header. */
@RestController
@RequestMapping("/api/v1/contributions")
@Tag(name = "Contributions")
class ContributionController {
    private final Reception reception;

    ContributionController(Reception reception) {
        this.reception = reception;
    }

    @PostMapping
    @Operation(summary = "The acting member publishes a contribution.")
    ResponseEntity<Recorded> publish(
            @RequestHeader(Reception.ACTOR) MemberId actor, @Valid @RequestBody Publication publication) {
        ContributionId id = new ContributionId(UuidCreator.getTimeOrderedEpoch());
        return reception.create(
                "/api/v1/contributions",
                id,
                new PublishContribution(
                        id,
                        publication.kind(),
                        actor,
                        publication.inReplyTo(),
                        publication.group(),
                        publication.content()),
                actor);
    }

    @PatchMapping("/{id}")
    @Operation(summary = "The author revises a contribution; what is left out stays, an empty title is taken away.")
    Recorded revise(
            @PathVariable ContributionId id,
            @RequestHeader(Reception.ACTOR) MemberId actor,
            @Valid @RequestBody Revision revision) {
        return reception.change(
                id,
                new ReviseContribution(
                        id, actor, revision.title(), revision.text(), revision.format(), revision.tags()),
                actor);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "The author withdraws a contribution, for good.")
    Recorded withdraw(@PathVariable ContributionId id, @RequestHeader(Reception.ACTOR) MemberId actor) {
        return reception.change(id, new WithdrawContribution(id, actor), actor);
    }

    @PostMapping("/{id}/accepted-answer")
    @Operation(summary = "The asker accepts the answer that helped.")
    Recorded accept(
            @PathVariable ContributionId id,
            @RequestHeader(Reception.ACTOR) MemberId actor,
            @Valid @RequestBody Acceptance acceptance) {
        return reception.change(id, new AcceptAnswer(id, acceptance.answer(), actor), actor);
    }

    /** A contribution as sent: {@code format} is PLAIN where it is left out. */
    record Publication(
            @NotNull ContributionKind kind,
            @Nullable String title,
            @NotNull String text,
            @Nullable TextFormat format,
            @Nullable List<@NotNull String> tags,
            @Nullable ContributionId inReplyTo,
            @Nullable GroupId group) {

        Content content() {
            return new Content(
                    title, text, requireNonNullElse(format, TextFormat.PLAIN), requireNonNullElse(tags, List.of()));
        }
    }

    record Revision(
            @Nullable String title,
            @Nullable String text,
            @Nullable TextFormat format,
            @Nullable List<@NotNull String> tags) {}

    record Acceptance(@NotNull ContributionId answer) {}
}
