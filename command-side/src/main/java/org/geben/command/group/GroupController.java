package org.geben.command.group;

import com.github.f4b6a3.uuid.UuidCreator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.group.GroupId;
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

/** Groups over HTTP. */
@RestController
@RequestMapping("/api/v1/groups")
@Tag(name = "Groups")
class GroupController {
    private final Reception reception;

    GroupController(Reception reception) {
        this.reception = reception;
    }

    @PostMapping
    @Operation(summary = "A member founds a group that everyone may read and join.")
    ResponseEntity<Recorded> found(
            @RequestHeader(Reception.ACTOR) MemberId actor, @Valid @RequestBody Founding founding) {
        GroupId id = new GroupId(UuidCreator.getTimeOrderedEpoch());
        return reception.create(
                "/api/v1/groups", id, new FoundGroup(id, founding.name(), founding.purpose(), actor), actor);
    }

    @PutMapping("/{id}/members/{member}")
    @Operation(summary = "A member joins the group.")
    Recorded join(@PathVariable GroupId id, @PathVariable MemberId member) {
        return reception.change(id, new JoinGroup(id, member), member);
    }

    @DeleteMapping("/{id}/members/{member}")
    @Operation(summary = "A member leaves the group.")
    Recorded leave(@PathVariable GroupId id, @PathVariable MemberId member) {
        return reception.change(id, new LeaveGroup(id, member), member);
    }

    record Founding(@NotNull String name, @Nullable String purpose) {}
}
