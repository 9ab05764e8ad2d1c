package org.geben.query.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.geben.kernel.outreach.Cause;
import org.geben.query.Page;
import org.geben.query.Parameters;
import org.geben.query.Reader;
import org.geben.query.Refusal;
import org.geben.query.generation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The cases of the community's managers: open ones by urgency, closed ones the latest first.
 *
 * @param cause absent for all
 * @param assignee absent for all
 */
record GetWorklist(@Nullable Cause cause, @Nullable Assignee assignee, State state, Reader reader, Page page) {

    enum State {
        OPEN,
        CLOSED;

        /** @throws Refusal 400 {@code STATE_UNKNOWN} */
        static State of(@Nullable String name) {
            if (name == null || name.equals("open")) {
                return OPEN;
            }
            if (name.equals("closed")) {
                return CLOSED;
            }
            throw Refusal.badRequest("STATE_UNKNOWN", "The state is open or closed.", "state");
        }
    }

    /** @param id absent for what nobody has been assigned to */
    record Assignee(@Nullable UUID id) {
        private static final String NOBODY = "nobody";

        /** @throws Refusal 400 {@code ID_MALFORMED} */
        static @Nullable Assignee of(@Nullable String text) {
            if (text == null) {
                return null;
            }
            return new Assignee(text.equals(NOBODY) ? null : Parameters.id("assignee", text));
        }
    }

    /**
     * @param counts how many cases there are of each cause, in this state and with this assignee
     * @param next the cursor of the next page; absent on the last
     */
    record Result(
            List<Case> entries,
            Map<String, Long> counts,
            @Nullable String next,
            @JsonUnwrapped Origin origin) {}

    /**
     * @param id of the outreach, by which it is assigned, resolved and dismissed
     * @param state OPEN, RESOLVED or DISMISSED
     * @param assigned absent where nobody is to see to it
     * @param closed absent while it is open
     * @param before earlier cases of this cause and member that were closed, the latest first, at most ten
     */
    record Case(
            UUID id,
            String cause,
            Person member,
            Evidence evidence,
            Instant openedAt,
            String state,
            @Nullable Assigned assigned,
            @Nullable Closed closed,
            List<Earlier> before) {}

    /**
     * What shows the cause.
     *
     * @param contribution where that is one
     * @param group where it is, unless that is a secret group of others
     * @param since from when on there has been the cause
     */
    record Evidence(
            @Nullable Contribution contribution, @Nullable Group group, Instant since) {}

    /** @param title absent, too, where the reader may not read it */
    record Contribution(UUID id, String kind, @Nullable String title, Instant publishedAt) {}

    record Group(UUID id, String name) {}

    /** @param by who said so */
    record Assigned(Person to, @Nullable Person by, Instant at) {}

    /**
     * How a case ended.
     *
     * @param by absent where it closed by itself
     * @param words what was done, or why nothing was to be done
     */
    record Closed(Instant at, @Nullable Person by, @Nullable String words) {}

    /** What was done before. */
    record Earlier(UUID id, Instant openedAt, String state, Closed closed) {}
}
