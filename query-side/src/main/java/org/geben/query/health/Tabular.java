package org.geben.query.health;

import java.util.List;

/** An answer that can be told as a table, too. */
interface Tabular {
    List<String> header();

    /** Texts, numbers, moments and booleans, in the order of the header; null for an empty cell. */
    List<List<?>> rows();
}
