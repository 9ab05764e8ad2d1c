package org.geben.command.member;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.member.DigitalComfort;
import org.geben.kernel.member.Email;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.member.Role;
import org.jspecify.annotations.Nullable;
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

/**
 * Members over HTTP: they join, tell of themselves, are welcomed, follow one another, leave and return; roles and
 * suspensions. Where no acting member is named, the operator of the community acts.
 */
@RestController
@RequestMapping("/api/v1/members")
@Tag(name = "Members")
class MemberController {
    private final Reception reception;
    private final Vault vault;

    MemberController(Reception reception, Vault vault) {
        this.reception = reception;
        this.vault = vault;
    }

    @PostMapping
    @Operation(summary = "A member joins the community, by oneself or invited.")
    ResponseEntity<Recorded> join(@Valid @RequestBody Join join) {
        MemberId id = new MemberId(reception.newId());
        return reception.create("/api/v1/members", id, join.as(id), id);
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "The member changes the profile; what is left out stays, an empty about or e-mail is taken away.")
    Recorded changeProfile(@PathVariable MemberId id, @RequestBody ProfileChange change) {
        return reception.change(
                id, new ChangeProfile(id, change.handle(), change.name(), change.about(), change.email()), id);
    }

    @PutMapping("/{id}/digital-comfort")
    @Operation(summary = "The member says how the medium feels.")
    Recorded declareComfort(@PathVariable MemberId id, @Valid @RequestBody Comfort comfort) {
        return reception.change(id, new DeclareComfort(id, comfort.comfort()), id);
    }

    @PutMapping("/{id}/leaderboard-visibility")
    @Operation(summary = "The member says whether leaderboards may name them.")
    Recorded chooseVisibility(@PathVariable MemberId id, @Valid @RequestBody Visibility visibility) {
        return reception.change(id, new ChooseLeaderboardVisibility(id, visibility.visible()), id);
    }

    @PostMapping("/{id}/welcome")
    @Operation(summary = "The acting member greets a newcomer, which is done once.")
    Recorded welcome(@PathVariable MemberId id, @RequestHeader(Reception.ACTOR) MemberId actor) {
        return reception.change(id, new WelcomeMember(id, actor), actor);
    }

    @PutMapping("/{id}/roles/{role}")
    @Operation(summary = "An administrator, or the operator, gives the member a role.")
    Recorded grant(
            @PathVariable MemberId id,
            @PathVariable Role role,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor) {
        return reception.change(id, new GrantRole(id, role, actor), actor);
    }

    @DeleteMapping("/{id}/roles/{role}")
    @Operation(summary = "An administrator, the operator, or the member takes the role away.")
    Recorded revoke(
            @PathVariable MemberId id,
            @PathVariable Role role,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor) {
        return reception.change(id, new RevokeRole(id, role, actor), actor);
    }

    @PutMapping("/{id}/suspension")
    @Operation(summary = "A moderator, community manager or administrator keeps the member from acting.")
    Recorded suspend(
            @PathVariable MemberId id,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor,
            @Valid @RequestBody Suspension suspension) {
        return reception.change(id, new SuspendMember(id, suspension.reason(), actor), actor);
    }

    @DeleteMapping("/{id}/suspension")
    @Operation(summary = "A moderator, community manager or administrator ends the suspension.")
    Recorded reinstate(
            @PathVariable MemberId id,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor) {
        return reception.change(id, new ReinstateMember(id, actor), actor);
    }

    @PutMapping("/{id}/following/{followed}")
    @Operation(summary = "The member follows another one.")
    Recorded follow(@PathVariable MemberId id, @PathVariable MemberId followed) {
        return reception.change(id, new FollowMember(id, followed), id);
    }

    @DeleteMapping("/{id}/following/{followed}")
    @Operation(summary = "The member no longer follows another one.")
    Recorded unfollow(@PathVariable MemberId id, @PathVariable MemberId followed) {
        return reception.change(id, new UnfollowMember(id, followed), id);
    }

    @PostMapping("/{id}/erasure")
    @Operation(
            summary =
                    "The member, an administrator or the operator erases who the member is, for good, and the words where asked.")
    Recorded erase(
            @PathVariable MemberId id,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor,
            @RequestBody Erasure erasure) {
        boolean words = Boolean.TRUE.equals(erasure.words());
        Recorded receipt = reception.change(id, new EraseMember(id, words, actor), actor);
        vault.destroyKeys(id, words);
        return receipt;
    }

    @PostMapping("/{id}/leave")
    @Operation(summary = "The member leaves the community; handle and history stay.")
    Recorded leave(@PathVariable MemberId id) {
        return reception.change(id, new LeaveCommunity(id), id);
    }

    @PostMapping("/{id}/return")
    @Operation(summary = "A member who left comes back.")
    Recorded comeBack(@PathVariable MemberId id) {
        return reception.change(id, new ReturnToCommunity(id), id);
    }

    /** @param invitedBy the member who asked this one to come */
    record Join(
            @NotNull Handle handle,
            @NotNull String name,
            @Nullable String about,
            @Nullable Boolean automated,
            @Nullable Email email,
            @Nullable MemberId invitedBy) {

        JoinMember as(MemberId id) {
            return new JoinMember(id, handle, name, about, Boolean.TRUE.equals(automated), email, invitedBy);
        }
    }

    record ProfileChange(
            @Nullable Handle handle,
            @Nullable String name,
            @Nullable String about,
            @Nullable Email email) {}

    record Comfort(@NotNull DigitalComfort comfort) {}

    record Visibility(@NotNull Boolean visible) {}

    /** @param words whether what the member wrote is to go, too */
    record Erasure(@Nullable Boolean words) {}

    record Suspension(@NotNull String reason) {}
}
