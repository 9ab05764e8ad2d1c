package org.geben.command;

import org.geben.kernel.RuleViolation;

/** What became of one command of several that were sent together. */
public sealed interface Outcome {
    /** It was accepted, and is on disk. */
    record Accepted(Acknowledgement acknowledgement) implements Outcome {}

    /** It broke a rule; nothing happened. */
    record Refused(RuleViolation violation) implements Outcome {}
}
