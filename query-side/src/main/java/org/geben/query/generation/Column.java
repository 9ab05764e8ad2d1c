package org.geben.query.generation;

/** A column of a buffer: its name, and its type as PostgreSQL calls it. */
record Column(String name, String type) {
    /** From its declaration, such as {@code "id uuid"}. */
    static Column of(String declaration) {
        int space = declaration.indexOf(' ');
        return new Column(declaration.substring(0, space), declaration.substring(space + 1));
    }

    String declaration() {
        return name + " " + type;
    }
}
