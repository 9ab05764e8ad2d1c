package org.geben.application.imports.intake;

/** There is nothing to import from. The message is one sentence for the operator: what is wrong and what to do. */
public final class UnusableExport extends RuntimeException {
    public UnusableExport(String sentence) {
        super(sentence);
    }

    public UnusableExport(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
