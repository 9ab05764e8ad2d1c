package org.geben.command.member;

import com.github.f4b6a3.uuid.UuidCreator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.member.Handle;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Members over HTTP: they join, change their profile, leave and return. */
@RestController
@RequestMapping("/api/v1/members")
@Tag(name = "Members")
class MemberController {
    private final Reception reception;

    MemberController(Reception reception) {
        this.reception = reception;
    }

    @PostMapping
    @Operation(summary = "A member joins the community.")
    ResponseEntity<Recorded> join(@Valid @RequestBody Join join) {
        MemberId id = new MemberId(UuidCreator.getTimeOrderedEpoch());
        return reception.create(
                "/api/v1/members",
                id,
                new JoinMember(id, join.handle(), join.name(), join.about(), Boolean.TRUE.equals(join.automated())),
                id);
    }

    @PatchMapping("/{id}")
    @Operation(summary = "The member changes the profile; what is left out stays, an empty about is taken away.")
    Recorded changeProfile(@PathVariable MemberId id, @RequestBody ProfileChange change) {
        return reception.change(id, new ChangeProfile(id, change.handle(), change.name(), change.about()), id);
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

    record Join(
            @NotNull Handle handle,
            @NotNull String name,
            @Nullable String about,
            @Nullable Boolean automated) {}

    record ProfileChange(
            @Nullable Handle handle,
            @Nullable String name,
            @Nullable String about) {}
}
