package org.geben.query.generation;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.geben.query.Cut;
import org.geben.query.Parameters;
import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import tools.jackson.databind.JsonNode;

/**
 * What operators may ask for and order about generations, over HTTP or on the command line. An order is only noted: a
 * builder or a verifier, on whichever node, carries it out.
 */
public final class Orders {
    private final Projections projections;
    private final Generations generations;
    private final Verifications verifications;
    private final Sizes sizes;
    private final Checksums checksums;
    private final Clock clock;

    public Orders(
            Collection<? extends Projection<?>> projections,
            Generations generations,
            Verifications verifications,
            Sizes sizes,
            Checksums checksums,
            Clock clock) {
        this.projections = new Projections(projections);
        this.generations = generations;
        this.verifications = verifications;
        this.sizes = sizes;
        this.checksums = checksums;
        this.clock = clock;
    }

    /** The names of the views that there are. */
    public List<String> projections() {
        return projections.names();
    }

    public List<GenerationEntry> generations() {
        Map<String, Long> bytes = sizes.bytes();
        return generations.all().stream()
                .map(generation -> entry(generation, bytes.getOrDefault(generation.schema(), 0L), List.of()))
                .toList();
    }

    /** @throws Refusal 400 {@code ID_MALFORMED}, 404 {@code GENERATION_UNKNOWN} */
    public GenerationEntry generation(String id) {
        return entry(find(id));
    }

    /**
     * What its tables hold now.
     *
     * @throws Refusal 400 {@code ID_MALFORMED}, and those of {@link Checksums#of}
     */
    public ChecksummedGeneration checksums(String id) {
        return checksums.of(Parameters.number("generation", id));
    }

    /**
     * @throws Refusal 400 {@code PROJECTION_UNKNOWN}, {@code CUT_WITHOUT_RULES}, {@code HOLD_WITH_RULES}, {@code
     *     PROJECTION_WITHOUT_RULES} and whatever is wrong with rules or cut; 409 {@code TOO_MANY_PRIVATE}
     */
    public GenerationEntry build(BuildOrder order) {
        JsonNode rules = order.ownRules();
        return rules == null ? buildStandard(order) : buildPrivate(order, rules);
    }

    private GenerationEntry buildStandard(BuildOrder order) {
        if (order.hasCut()) {
            throw Refusal.badRequest(
                    "CUT_WITHOUT_RULES",
                    "Leave atPosition and asOf out: only under rules of its own is a view built for a cut; any past is built when it is read.",
                    "/rules");
        }
        return build(order.projection(), order.isHeld());
    }

    private GenerationEntry buildPrivate(BuildOrder order, JsonNode rules) {
        Projection<?> known = projections.known(order.projection(), "/projection");
        if (order.isHeld()) {
            throw Refusal.badRequest(
                    "HOLD_WITH_RULES",
                    "Leave hold out: a view under rules of its own never takes the live one's place.",
                    "/hold");
        }
        Cut cut = order.cut(clock.instant());
        return entry(generations.build(known.under(rules), cut));
    }

    /**
     * @param hold whether it is to be kept ready when it is built, and not to take the live one's place
     * @throws Refusal 400 {@code PROJECTION_UNKNOWN}
     */
    public GenerationEntry build(@Nullable String projection, boolean hold) {
        Projection<?> known = projections.known(projection, "/projection");
        return entry(hold ? generations.hold(known) : generations.build(known));
    }

    /**
     * Has a held generation take the live one's place.
     *
     * @throws Refusal 400 {@code ID_MALFORMED}, 404 {@code GENERATION_UNKNOWN}, 409 {@code GENERATION_NOT_HELD},
     *     409 {@code GENERATION_OF_OTHER_CODE} or {@code GENERATION_BUSY}
     */
    public GenerationEntry promote(String id) {
        Generation generation = find(id);
        if (projections.thatMade(generation).isEmpty()) {
            throw Refusal.conflict(
                    "GENERATION_OF_OTHER_CODE",
                    "This generation was made by another version of the code: have that one promote it.");
        }
        if (!unlessBusy(() -> generations.release(generation))) {
            throw Refusal.conflict(
                    "GENERATION_NOT_HELD",
                    "Only a generation that was ordered to be held can be promoted; any other takes the live one's place by itself.");
        }
        return generation(id);
    }

    /** @throws Refusal 400 {@code ID_MALFORMED}, 404 {@code GENERATION_UNKNOWN}, 409 {@code GENERATION_IN_USE} or {@code GENERATION_BUSY} */
    public void drop(String id) {
        Generation generation = find(id);
        if (!unlessBusy(() -> generations.dropUnread(generation))) {
            throw Refusal.conflict(
                    "GENERATION_IN_USE", "This generation is read: have another one built, which takes its place.");
        }
    }

    /**
     * @throws Refusal 400 {@code PROJECTION_UNKNOWN}, 409 {@code VIEW_MISSING} as long as the view has no live generation,
     *     409 {@code GENERATION_OF_OTHER_CODE} if it has one of another version of the code
     */
    public VerificationEntry verify(@Nullable String projection) {
        Projection<?> known = projections.known(projection, "/projection");
        Generation live = generations
                .live(known.name())
                .orElseThrow(() -> Refusal.conflict(
                        "VIEW_MISSING",
                        "The view %s has no live generation to verify yet: try again when it is built."
                                .formatted(known.name())));
        if (live.version() != known.version()) {
            throw Refusal.conflict(
                    "GENERATION_OF_OTHER_CODE",
                    "The live generation %s was made by another version of the code: have that one verify it."
                            .formatted(live.name()));
        }
        return entry(verifications.order(known));
    }

    /** @throws Refusal 400 {@code ID_MALFORMED}, 404 {@code VERIFICATION_UNKNOWN} */
    public VerificationEntry verification(String id) {
        return verifications
                .find(Parameters.number("verification", id))
                .map(this::entry)
                .orElseThrow(() -> Refusal.notFound("VERIFICATION_UNKNOWN", "There is no such verification."));
    }

    /** The newest first. */
    public List<VerificationEntry> verifications(int limit) {
        return verifications.newest(limit).stream().map(this::entry).toList();
    }

    private static boolean unlessBusy(BooleanSupplier order) {
        try {
            return order.getAsBoolean();
        } catch (PessimisticLockingFailureException e) {
            throw Refusal.conflict("GENERATION_BUSY", "This generation is being written at length. Try again shortly.");
        }
    }

    private Generation find(String id) {
        return generations.find(Parameters.number("generation", id)).orElseThrow(Orders::unknown);
    }

    static Refusal unknown() {
        return Refusal.notFound("GENERATION_UNKNOWN", "There is no such generation.");
    }

    private GenerationEntry entry(Generation generation) {
        List<ComparedTable> compared =
                verifications.lastOf(generation).map(Verification::tables).orElse(List.of());
        return entry(generation, sizes.bytes(generation), compared);
    }

    private GenerationEntry entry(Generation generation, long bytes, List<ComparedTable> compared) {
        return GenerationEntry.of(generation, bytes, rulesVersion(generation), compared, clock.instant());
    }

    private @Nullable Long rulesVersion(Generation generation) {
        return generation.isWhole() && generation.rules() == null
                ? projections
                        .thatMade(generation)
                        .map(code -> code.rulesVersion(generations.tables(generation)))
                        .orElse(null)
                : null;
    }

    private VerificationEntry entry(Verification verification) {
        Optional<Generation> fresh = verification.state() == Verification.State.RUNNING
                ? generations.find(verification.fresh())
                : Optional.empty();
        return VerificationEntry.of(verification, fresh.orElse(null), clock.instant());
    }
}
