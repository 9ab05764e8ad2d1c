package org.geben.application.imports.stackexchange;

/** What the records of a dump are known by. */
final class Key {

    private Key() {}

    static String post(long id) {
        return "post:" + id;
    }

    static String comment(long id) {
        return "comment:" + id;
    }
}
