package org.geben.application.http;

/** What a caller has sent, made fit to be repeated in an answer. */
final class Excerpt {
    private static final int LONGEST = 60;

    private Excerpt() {}

    /** At most {@value #LONGEST} characters, without control characters. */
    static String of(String sent) {
        String start = sent.length() <= LONGEST
                ? sent
                : sent.substring(0, sent.offsetByCodePoints(0, Math.min(LONGEST, sent.codePointCount(0, LONGEST))))
                        + "…";
        return start.replaceAll("\\p{Cc}", " ");
    }
}
