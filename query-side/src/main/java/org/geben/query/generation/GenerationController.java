package org.geben.query.generation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
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
    private final Generations generations;
    private final List<Projection<?>> projections;
    private final Clock clock;

    GenerationController(Generations generations, List<Projection<?>> projections, Clock clock) {
        this.generations = generations;
        this.projections = projections;
        this.clock = clock;
    }

    record All(List<GenerationEntry> generations) {}

    record Order(@Nullable String projection) {}

    @GetMapping("/api/v1/generations")
    @Operation(summary = "Lists all generations: the live ones, and those that are built or have failed.")
    All all() {
        return new All(generations.all().stream().map(this::entry).toList());
    }

    @GetMapping("/api/v1/generations/{id}")
    @Operation(summary = "Tells how far one generation is.")
    GenerationEntry one(@PathVariable String id) {
        return entry(find(id));
    }

    @PostMapping("/api/v1/generations")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Has a view folded anew; the new generation takes the live one's place when it is ready.")
    GenerationEntry build(@RequestBody Order order) {
        Projection<?> projection = projections.stream()
                .filter(known -> known.name().equals(order.projection()))
                .findFirst()
                .orElseThrow(() -> projectionUnknown(projections, "/projection"));
        return entry(generations.build(projection));
    }

    @DeleteMapping("/api/v1/generations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Drops a generation that is being built or has failed.")
    void drop(@PathVariable String id) {
        if (!generations.dropUnread(find(id))) {
            throw new Refusal(
                    409,
                    "GENERATION_IN_USE",
                    "This generation is read: have another one built, which takes its place.",
                    null);
        }
    }

    static Refusal projectionUnknown(List<Projection<?>> projections, String pointer) {
        return Refusal.badRequest(
                "PROJECTION_UNKNOWN",
                "The projection is one of %s."
                        .formatted(String.join(
                                ", ",
                                projections.stream()
                                        .map(Projection::name)
                                        .sorted()
                                        .toList())),
                pointer);
    }

    private Generation find(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw Refusal.badRequest("ID_MALFORMED", "The id of a generation is a whole number.", "id");
        }
        return generations
                .find(Long.parseLong(id))
                .orElseThrow(() -> Refusal.notFound("GENERATION_UNKNOWN", "There is no such generation."));
    }

    private GenerationEntry entry(Generation generation) {
        return GenerationEntry.of(generation, clock.instant());
    }
}
