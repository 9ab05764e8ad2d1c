package org.geben.kernel.contribution;

/** How a reader's screen is to take a text. Geben keeps texts as they came and never renders them. */
public enum TextFormat {
    PLAIN,
    MARKDOWN,
    HTML
}
