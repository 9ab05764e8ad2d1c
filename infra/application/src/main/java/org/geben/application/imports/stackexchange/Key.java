package org.geben.application.imports.stackexchange;

/** The dump's numbers as text. */
final class Key {

    private Key() {}

    /** Sorts like the number, which is not negative but for one account. */
    static String of(long number) {
        return "%020d".formatted(number);
    }

    static long number(String key) {
        return Long.parseLong(key);
    }

    static String post(long id) {
        return "post:" + id;
    }

    static String comment(long id) {
        return "comment:" + id;
    }
}
