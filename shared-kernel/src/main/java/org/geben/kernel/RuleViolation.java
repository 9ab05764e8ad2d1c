package org.geben.kernel;

import org.jspecify.annotations.Nullable;

/** A command was refused: the code names the broken rule, the message says it in one sentence. Nothing happened. */
public final class RuleViolation extends RuntimeException {
    private final transient Rule rule;
    private final @Nullable String field;

    RuleViolation(Rule rule, String sentence) {
        this(rule, sentence, null);
    }

    private RuleViolation(Rule rule, String sentence, @Nullable String field) {
        // A refusal is an answer, not a fault: no stack trace.
        super(sentence, null, false, false);
        this.rule = rule;
        this.field = field;
    }

    /**
     * The same, where one part of what was sent is to blame.
     *
     * @param part of the command, such as {@code title}, or {@code tags/2} for the third of several
     */
    public RuleViolation about(@Nullable String part) {
        return new RuleViolation(rule, sentence(), part);
    }

    public Rule rule() {
        return rule;
    }

    public String code() {
        return rule.name();
    }

    /** The part of the command that is to blame; absent where it is not one part. */
    public @Nullable String field() {
        return field;
    }

    private String sentence() {
        return String.valueOf(getMessage());
    }
}
