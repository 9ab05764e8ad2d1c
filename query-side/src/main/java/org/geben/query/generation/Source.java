package org.geben.query.generation;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Where a statement finds the rows of a buffer. */
interface Source {
    /** Whether there can be any. */
    boolean holds(Buffer rows);

    /** What stands for them in the statement: a relation named {@code batch}. */
    String relation(Buffer rows);

    /** Sets the parameters of that relation, which are the statement's only ones. */
    void bind(PreparedStatement statement, Buffer rows) throws SQLException;
}
