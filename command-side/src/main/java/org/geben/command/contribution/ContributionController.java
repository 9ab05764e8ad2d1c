package org.geben.command.contribution;

import static java.util.Objects.requireNonNullElse;

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
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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
        ContributionId id = new ContributionId(reception.newId());
        return reception.create(
                "/api/v1/contributions",
                id,
                new PublishContribution(
                        id,
                        publication.kind(),
                        actor,
                        publication.inReplyTo(),
                        publication.group(),
                        publication.content(),
                        requireNonNullElse(publication.mentions(), List.of())),
                actor);
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "The author revises a contribution; what is left out stays, an empty title or language goes."
                    + " If-Match names the revision, as the ETag of the last answer did.")
    ResponseEntity<Recorded> revise(
            @PathVariable ContributionId id,
            @RequestHeader(Reception.ACTOR) MemberId actor,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody Revision revision) {
        return reception.revise(id, revision.of(id, actor, RevisionTag.expected(ifMatch)), actor);
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

    @PutMapping("/{id}/shares/{group}")
    @Operation(summary = "The author, a manager of the other group or the community manager shows it there, too.")
    Recorded share(
            @PathVariable ContributionId id,
            @PathVariable GroupId group,
            @RequestHeader(Reception.ACTOR) MemberId actor) {
        return reception.change(id, new ShareContribution(id, group, actor), actor);
    }

    @PutMapping("/{id}/featured")
    @Operation(summary = "The community manager shows everyone what somebody has achieved.")
    Recorded feature(
            @PathVariable ContributionId id,
            @RequestHeader(Reception.ACTOR) MemberId actor,
            @RequestBody(required = false) @Nullable Highlight highlight) {
        return reception.change(
                id, new FeatureContribution(id, actor, highlight == null ? null : highlight.reason()), actor);
    }

    @DeleteMapping("/{id}/featured")
    @Operation(summary = "The community manager no longer features the contribution.")
    Recorded unfeature(@PathVariable ContributionId id, @RequestHeader(Reception.ACTOR) MemberId actor) {
        return reception.change(id, new UnfeatureContribution(id, actor), actor);
    }

    @PostMapping("/{id}/reports")
    @Operation(summary = "The acting member tells the moderators that something is wrong with a contribution.")
    Recorded report(
            @PathVariable ContributionId id,
            @RequestHeader(Reception.ACTOR) MemberId actor,
            @Valid @RequestBody Report report) {
        return reception.change(id, new ReportContribution(id, actor, report.reason()), actor);
    }

    @PutMapping("/{id}/hidden")
    @Operation(summary = "A moderator, or a manager of its group, takes a contribution out of sight.")
    Recorded hide(
            @PathVariable ContributionId id,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor,
            @Valid @RequestBody Hiding hiding) {
        return reception.change(id, new HideContribution(id, actor, hiding.reason()), actor);
    }

    @DeleteMapping("/{id}/hidden")
    @Operation(summary = "A moderator, or a manager of its group, shows a hidden contribution again.")
    Recorded restore(
            @PathVariable ContributionId id,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor) {
        return reception.change(id, new RestoreContribution(id, actor), actor);
    }

    /**
     * A contribution as sent: {@code format} is PLAIN where it is left out.
     *
     * @param language a BCP 47 tag
     * @param links absolute http or https URIs
     * @param mentions the members whom it speaks of
     */
    record Publication(
            @NotNull ContributionKind kind,
            @Nullable String title,
            @NotNull String text,
            @Nullable TextFormat format,
            @Nullable List<@NotNull String> tags,
            @Nullable String language,
            @Nullable List<@NotNull String> links,
            @Nullable List<@NotNull MemberId> mentions,
            @Nullable ContributionId inReplyTo,
            @Nullable GroupId group) {

        Content content() {
            return new Content(
                    title,
                    text,
                    requireNonNullElse(format, TextFormat.PLAIN),
                    requireNonNullElse(tags, List.of()),
                    language,
                    requireNonNullElse(links, List.of()));
        }
    }

    record Revision(
            @Nullable String title,
            @Nullable String text,
            @Nullable TextFormat format,
            @Nullable List<@NotNull String> tags,
            @Nullable String language,
            @Nullable List<@NotNull String> links,
            @Nullable List<@NotNull MemberId> mentions) {

        ReviseContribution of(ContributionId id, MemberId by, @Nullable Long expected) {
            return new ReviseContribution(id, by, title, text, format, tags, language, links, mentions, expected);
        }
    }

    record Acceptance(@NotNull ContributionId answer) {}

    record Highlight(@Nullable String reason) {}

    record Report(@NotNull String reason) {}

    record Hiding(@NotNull String reason) {}
}
