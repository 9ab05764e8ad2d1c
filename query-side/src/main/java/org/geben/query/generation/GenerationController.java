package org.geben.query.generation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue of generations over HTTP. */
@RestController
@Tag(name = "Generations", description = "What the views are folded into.")
final class GenerationController {
    private final Orders orders;

    GenerationController(Orders orders) {
        this.orders = orders;
    }

    record All(List<GenerationEntry> generations) {}

    @GetMapping("/api/v1/generations")
    @Operation(summary = "Lists all generations: the live ones, and those that are built, wait or have failed.")
    All all() {
        return new All(orders.generations());
    }

    @GetMapping("/api/v1/generations/{id}")
    @Operation(summary = "Tells how far one generation is, how large, and what was found when it was last verified.")
    GenerationEntry one(@PathVariable String id) {
        return orders.generation(id);
    }

    @GetMapping("/api/v1/generations/{id}/checksums")
    @Operation(
            summary = "Tells how many rows each table of a generation has, and their checksum.",
            description =
                    "All of one moment, and of the position that is told with them. Generations of the same view and"
                            + " version that were folded from the same events have the same, on whichever node. A scan of them all.")
    ChecksummedGeneration checksums(@PathVariable String id) {
        return orders.checksums(id);
    }

    @PostMapping("/api/v1/generations")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary =
                    "Has a view folded anew; the new generation takes the live one's place when it is ready, or is held until it is promoted, or is private if it has rules of its own.")
    GenerationEntry build(@RequestBody BuildOrder order) {
        return orders.build(order);
    }

    @PostMapping("/api/v1/generations/{id}/promote")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Has a held generation take the live one's place as soon as it has caught up.")
    GenerationEntry promote(@PathVariable String id) {
        return orders.promote(id);
    }

    @DeleteMapping("/api/v1/generations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Drops a generation that does not follow the log. A verification that needs it ends.")
    void drop(@PathVariable String id) {
        orders.drop(id);
    }
}
