package org.geben.command.group;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.group.GroupAccess;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.group.GroupPosting;
import org.geben.kernel.member.MemberId;
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
 * Groups and who belongs to them over HTTP. Where no acting member is named, the operator of the community acts; only
 * joining and leaving are then the act of the member they are about.
 */
@RestController
@RequestMapping("/api/v1/groups")
@Tag(name = "Groups")
class GroupController {
    private final Reception reception;

    GroupController(Reception reception) {
        this.reception = reception;
    }

    @PostMapping
    @Operation(summary = "A member founds a group, and is its first member and manager.")
    ResponseEntity<Recorded> found(
            @RequestHeader(Reception.ACTOR) MemberId actor, @Valid @RequestBody Founding founding) {
        GroupId id = new GroupId(reception.newId());
        return reception.create("/api/v1/groups", id, founding.as(id, actor), actor);
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Who manages the group changes what it is; what is left out stays, an empty purpose goes.")
    Recorded describe(
            @PathVariable GroupId id,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor,
            @RequestBody Description change) {
        return reception.change(
                id,
                new DescribeGroup(id, change.name(), change.purpose(), change.access(), change.posting(), actor),
                actor);
    }

    @PostMapping("/{id}/archive")
    @Operation(summary = "Who manages the group closes it down: it takes nothing new, and stays readable.")
    Recorded archive(
            @PathVariable GroupId id,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor) {
        return reception.change(id, new ArchiveGroup(id, actor), actor);
    }

    @PostMapping("/{id}/reopen")
    @Operation(summary = "Who manages the group lets it go on.")
    Recorded reopen(
            @PathVariable GroupId id,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor) {
        return reception.change(id, new ReopenGroup(id, actor), actor);
    }

    @PutMapping("/{id}/members/{member}")
    @Operation(
            summary = "A member joins the group, or asks to be let in where it is closed;"
                    + " another acting member, who manages the group, lets the member in.")
    Recorded join(
            @PathVariable GroupId id,
            @PathVariable MemberId member,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor) {
        return ofOneself(member, actor)
                ? reception.change(id, new JoinGroup(id, member), member)
                : reception.change(id, new AdmitToGroup(id, member, actor), actor);
    }

    @DeleteMapping("/{id}/members/{member}")
    @Operation(
            summary = "A member leaves the group, or no longer asks to be let in;"
                    + " another acting member, who manages the group, removes the member.")
    Recorded leave(
            @PathVariable GroupId id,
            @PathVariable MemberId member,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor) {
        return ofOneself(member, actor)
                ? reception.change(id, new LeaveGroup(id, member), member)
                : reception.change(id, new RemoveFromGroup(id, member, actor), actor);
    }

    @PostMapping("/{id}/requests/{member}/decline")
    @Operation(summary = "Who manages the group does not let in a member who has asked.")
    Recorded decline(
            @PathVariable GroupId id,
            @PathVariable MemberId member,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor) {
        return reception.change(id, new DeclineJoin(id, member, actor), actor);
    }

    @PutMapping("/{id}/managers/{member}")
    @Operation(summary = "Who manages the group makes a member of it a manager, too.")
    Recorded appoint(
            @PathVariable GroupId id,
            @PathVariable MemberId member,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor) {
        return reception.change(id, new AppointManagerOfGroup(id, member, actor), actor);
    }

    @DeleteMapping("/{id}/managers/{member}")
    @Operation(summary = "Who manages the group, or the member, makes the manager a plain member.")
    Recorded dismiss(
            @PathVariable GroupId id,
            @PathVariable MemberId member,
            @RequestHeader(name = Reception.ACTOR, required = false) @Nullable MemberId actor) {
        return reception.change(id, new DismissManagerOfGroup(id, member, actor), actor);
    }

    private static boolean ofOneself(MemberId member, @Nullable MemberId actor) {
        return actor == null || actor.equals(member);
    }

    /**
     * A group as sent: {@code access} is OPEN where it is left out.
     *
     * @param posting who opens threads: EVERYONE in an open group and MEMBERS in others, where it is left out
     */
    record Founding(
            @NotNull String name,
            @Nullable String purpose,
            @Nullable GroupAccess access,
            @Nullable GroupPosting posting) {

        FoundGroup as(GroupId id, MemberId founder) {
            return new FoundGroup(id, name, purpose, founder, requireNonNullElse(access, GroupAccess.OPEN), posting);
        }
    }

    record Description(
            @Nullable String name,
            @Nullable String purpose,
            @Nullable GroupAccess access,
            @Nullable GroupPosting posting) {}
}
