package org.geben.application.imports.slack;

/** An element that cannot be read; the message is a sentence for the report. */
final class MalformedElement extends Exception {
    MalformedElement(String sentence) {
        super(sentence, null, false, false);
    }
}
