package org.geben.query.generation;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.geben.kernel.TextBounds;
import org.geben.query.AsOf;
import org.geben.query.Cursor;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Refusal;
import org.geben.query.generation.DeadLetters.Result;
import org.jspecify.annotations.Nullable;

/** What operators may ask for and decide about dead letters, over HTTP or on the command line. */
public final class Decisions {
    /** Where a request says who decides. */
    static final String ACTOR = "Geben-Actor";

    private static final int USUAL_LIMIT = 50;
    private static final int LONGEST_REASON = 1_000;
    private static final TextBounds REASON = new TextBounds(1, LONGEST_REASON);
    private static final String LIST = "dead-letters";

    private final DeadLetters letters;
    private final Projections projections;

    public Decisions(DeadLetters letters, Collection<? extends Projection<?>> projections) {
        this.letters = letters;
        this.projections = new Projections(projections);
    }

    /** @param next the cursor of the next page; absent on the last */
    public record Listed(List<DeadLetter> entries, @Nullable String next) {
        public Listed {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The letters of live generations, the oldest first; those that are decided too.
     *
     * @param projection null for all
     * @param limit 1 to 100; null for 50
     * @param cursor null for the first page
     * @throws Refusal 400 {@code PROJECTION_UNKNOWN}, {@code LIMIT_OUT_OF_BOUNDS} or {@code CURSOR_BROKEN}
     */
    public Listed letters(@Nullable String projection, @Nullable String limit, @Nullable String cursor) {
        if (projection != null) {
            projections.known(projection, "projection");
        }
        Page page = Page.of(limit, USUAL_LIMIT, cursor, AsOf.NOW);
        @Nullable Long after = Cursor.read(LIST, page, parts -> Long.valueOf(parts.getFirst()));
        int most = page.limit();
        List<DeadLetter> found = letters.failed(projection, after == null ? 0 : after, most + 1);
        return found.size() <= most
                ? new Listed(found, null)
                : new Listed(
                        found.subList(0, most),
                        Cursor.write(LIST, page, found.get(most - 1).id()));
    }

    /**
     * Folds a parked event and those behind it in their order.
     *
     * @param reason of 1 to 1,000 characters, or null
     * @param actor the id of the member who decides, or null
     * @throws Refusal 400 {@code ID_MALFORMED} or {@code REASON_OUT_OF_BOUNDS}; 404 {@code DEAD_LETTER_UNKNOWN}; 409 {@code
     *     DEAD_LETTER_WAITS}, {@code DEAD_LETTER_DECIDED}, {@code VIEW_REBUILT} or {@code VIEW_OF_OTHER_CODE} if it cannot be
     *     decided here and now; 409 {@code DEAD_LETTER_FAILS_AGAIN} if one of them fails, when those before it are folded
     */
    public Result retry(String id, @Nullable String reason, @Nullable String actor) {
        if (reason != null) {
            bounded(reason);
        }
        Result result = letters.retry(number(id), new Verdict(reason, member(actor)));
        DeadLetter stopped = result.stopped();
        if (stopped != null) {
            throw Refusal.conflict(
                    "DEAD_LETTER_FAILS_AGAIN",
                    String.format(
                            Locale.ROOT,
                            "The event %s at position %d still fails, after %d that were folded and before %d that wait: %s",
                            stopped.eventId(),
                            stopped.position(),
                            result.folded(),
                            stopped.behind(),
                            stopped.cause()));
        }
        return result;
    }

    /**
     * Leaves a parked event out of the view and of whatever is built of it afterwards, and folds those behind it.
     *
     * @param reason of 1 to 1,000 characters
     * @param actor the id of the member who decides, or null
     * @throws Refusal as {@link #retry}, but for {@code DEAD_LETTER_FAILS_AGAIN}: the result tells which one fails now
     */
    public Result skip(String id, @Nullable String reason, @Nullable String actor) {
        return letters.skip(number(id), new Verdict(bounded(reason), member(actor)));
    }

    private static long number(String id) {
        return Parameters.number("dead letter", id);
    }

    private static String bounded(@Nullable String reason) {
        if (reason == null || !REASON.accepts(reason)) {
            throw Refusal.badRequest(
                    "REASON_OUT_OF_BOUNDS",
                    String.format(Locale.ROOT, "Give a reason of 1 to %,d characters.", LONGEST_REASON),
                    "/reason");
        }
        return reason;
    }

    private static @Nullable UUID member(@Nullable String actor) {
        return actor == null ? null : Parameters.id(ACTOR, actor);
    }
}
