package org.geben.command.inbox;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.geben.command.Reception;
import org.geben.command.Reception.Recorded;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Marks on notifications over HTTP; members mark their own. */
@RestController
@RequestMapping("/api/v1/members/{id}/notifications")
@Tag(name = "Members")
class InboxController {
    private final Reception reception;

    InboxController(Reception reception) {
        this.reception = reception;
    }

    @PostMapping("/seen")
    @Operation(summary = "A member has seen the notifications up to a moment, or up to now.")
    Recorded see(@PathVariable MemberId id, @RequestBody(required = false) @Nullable Sight sight) {
        MarkNotificationsSeen command = new MarkNotificationsSeen(id, sight == null ? null : sight.upTo());
        return reception.change(command.inboxId(), command, id);
    }

    @PostMapping("/read")
    @Operation(summary = "A member has read a notification; what is added to it later is unread.")
    Recorded read(@PathVariable MemberId id, @Valid @RequestBody Reading reading) {
        MarkNotificationRead command = new MarkNotificationRead(id, reading.notification(), reading.upTo());
        return reception.change(command.inboxId(), command, id);
    }

    /** @param upTo the moment of the newest one seen */
    record Sight(@Nullable Instant upTo) {}

    /**
     * @param notification the key that the list of notifications gives
     * @param upTo its moment there
     */
    record Reading(@NotNull String notification, @Nullable Instant upTo) {}
}
