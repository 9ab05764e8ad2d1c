package org.geben.application.process;

/** A failure whose message is one sentence for the operator: what is wrong and what to do about it. */
public final class CannotStart extends RuntimeException {

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
