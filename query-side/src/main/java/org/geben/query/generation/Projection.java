package org.geben.query.generation;

import org.geben.query.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One kind of view: {@code @EventHandler} methods that add to a batch, and the tables into which the batch is written.
 * Its tables, their keys and indexes are created by the script {@code <name>.sql} beside its class. A projection is
 * written once; in which generation it folds, and how many events make a batch, is not its concern.
 *
 * @param <B> what its handlers add to
 */
public interface Projection<B extends Batch> {
    /** Lower-case letters; names the script, the schemas and the processors. */
    String name();

    /** To be raised whenever handlers or tables change: the view is then folded anew from the first event. */
    int version();

    /** The rules of scoring that it folds under, complete; null for the standard ones, and where nothing is scored. */
    default @Nullable JsonNode rules() {
        return null;
    }

    /** The newest published rules that its tables know, 0 before there are any; null where nothing is scored. */
    default @Nullable Long rulesVersion(Tables tables) {
        return null;
    }

    /**
     * The same view under other rules of scoring.
     *
     * @throws Refusal 400 {@code PROJECTION_WITHOUT_RULES} if nothing is scored in it; if the document is none of its
     *     rules, with a pointer that begins with {@code /rules}
     */
    default Projection<B> under(JsonNode document) {
        throw Refusal.badRequest(
                "PROJECTION_WITHOUT_RULES",
                "Nothing is scored in the view %s: have it folded without rules.".formatted(name()),
                "/rules");
    }

    /**
     * An empty batch, for the next events.
     *
     * @param buffers to gather in
     * @param tables as they stand before the batch, for what its handlers must know
     */
    B batch(Buffers buffers, Tables tables);
}
