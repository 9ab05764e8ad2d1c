package org.geben.application.imports.stackexchange;

/** A row that cannot be read; the message is a sentence for the report. */
final class MalformedRow extends Exception {
    MalformedRow(String sentence) {
        super(sentence, null, false, false);
    }
}
