package org.geben.command.policy;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.geben.kernel.Envelope;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;
import org.geben.kernel.outreach.Cause;
import org.jspecify.annotations.Nullable;

/** One event as policies see it, and what they note on it. */
final class Occasion {
    private final Instant at;
    private final Instant now;
    private final boolean imported;
    private final Ledger ledger;

    Occasion(EventMessage<?> event, Instant now, Ledger ledger) {
        // What is remembered is not finer.
        this.at = event.getTimestamp().truncatedTo(ChronoUnit.MICROS);
        this.now = now;
        this.imported =
                event.getMetaData().get(Envelope.SOURCE) instanceof String source && source.startsWith("import:");
        this.ledger = ledger;
    }

    /** A watch after something has happened, which may be new or end here. */
    @FunctionalInterface
    interface Change {
        @Nullable
        Watch of(@Nullable Watch watch);
    }

    /** A watch that there is, after something has happened. */
    @FunctionalInterface
    interface Step {
        Watch of(Watch watch);
    }

    /** When it happened in the world. */
    Instant at() {
        return at;
    }

    /** When policies learn of it. */
    Instant now() {
        return now;
    }

    /** What was imported is to be known, and is no reason to act. */
    boolean isImported() {
        return imported;
    }

    void change(Cause cause, UUID subject, Change change) {
        ledger.note(new Watch.Key(cause, subject), change);
    }

    /** The watch, if there is one. */
    void changeKnown(Cause cause, UUID subject, Step step) {
        change(cause, subject, watch -> watch == null ? null : step.of(watch));
    }

    /** All watches of the member. */
    void changeAll(MemberId member, Step step) {
        ledger.note(member, watch -> step.of(requireNonNull(watch)));
    }

    /** All watches that would show the contribution. */
    void changeAll(ContributionId contribution, Step step) {
        ledger.note(contribution, watch -> step.of(requireNonNull(watch)));
    }

    void help(Help help) {
        ledger.note(help);
    }
}
