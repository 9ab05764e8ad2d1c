package org.geben.kernel;

/** A command was refused: the code names the broken rule, the message says it in one sentence. Nothing happened. */
public final class RuleViolation extends RuntimeException {
    private final transient Rule rule;

    RuleViolation(Rule rule, String sentence) {
        // A refusal is an answer, not a fault: no stack trace.
        super(sentence, null, false, false);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }

    public String code() {
        return rule.name();
    }
}
