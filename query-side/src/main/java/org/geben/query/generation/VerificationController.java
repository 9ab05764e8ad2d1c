package org.geben.query.generation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.geben.query.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Verifications over HTTP. */
@RestController
@Tag(name = "Verifications", description = "Whether the views are what their events fold into.")
final class VerificationController {
    private static final int USUAL_LIMIT = 20;

    private final Orders orders;

    VerificationController(Orders orders) {
        this.orders = orders;
    }

    record Newest(List<VerificationEntry> verifications) {}

    record Wanted(@Nullable String projection) {}

    @PostMapping("/api/v1/verifications")
    @Operation(summary = "Has a view folded anew, in secret, and compared with the live one at the same position.")
    ResponseEntity<VerificationEntry> verify(@RequestBody Wanted wanted) {
        VerificationEntry ordered = orders.verify(wanted.projection());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/verifications/" + ordered.id()))
                .body(ordered);
    }

    @GetMapping("/api/v1/verifications")
    @Operation(summary = "Lists the newest verifications, the newest first.")
    Newest newest(@RequestParam(required = false) @Nullable String limit) {
        return new Newest(orders.verifications(Parameters.limit(limit, USUAL_LIMIT)));
    }

    @GetMapping("/api/v1/verifications/{id}")
    @Operation(summary = "Tells how far a verification is, or what it has found.")
    VerificationEntry one(@PathVariable String id) {
        return orders.verification(id);
    }
}
