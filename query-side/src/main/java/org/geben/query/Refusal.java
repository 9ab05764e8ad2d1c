package org.geben.query;

import org.jspecify.annotations.Nullable;

/** A query that gets no answer: the message tells in one sentence what to do about it. */
public final class Refusal extends RuntimeException {
    private final int status;
    private final String code;
    private final @Nullable String pointer;

    /**
     * @param status as HTTP counts it, 400 to 599
     * @param code stable, for programs
     * @param sentence for people
     * @param pointer the name of the parameter, or the JSON pointer to the field, that is wrong
     */
    public Refusal(int status, String code, String sentence, @Nullable String pointer) {
        // A refusal is an answer, not a fault: no stack trace.
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.pointer = pointer;
    }

    public static Refusal badRequest(String code, String sentence, @Nullable String pointer) {
        return new Refusal(400, code, sentence, pointer);
    }

    public static Refusal notFound(String code, String sentence) {
        return new Refusal(404, code, sentence, null);
    }

    public static Refusal conflict(String code, String sentence) {
        return new Refusal(409, code, sentence, null);
    }

    public static Refusal unavailable(String code, String sentence) {
        return new Refusal(503, code, sentence, null);
    }

    /** The same, about a field of the body that is called as the parameter is. */
    public Refusal ofField() {
        return new Refusal(status, code, String.valueOf(getMessage()), "/" + pointer);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable String pointer() {
        return pointer;
    }
}
