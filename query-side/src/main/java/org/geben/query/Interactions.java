package org.geben.query;

import org.geben.kernel.pledge.PledgeUnit;

/**
 * What counts as done for others, as {@link PledgeUnit#INTERACTIONS} and all that is given have it: contributions that
 * answer another person, and appreciations. What is done for programs is not. Views that keep contributions, appreciations
 * and members in tables of these names ask by the same conditions, so that none counts otherwise.
 */
public final class Interactions {
    /** Whether the contribution {@code c} answers another member who is no program. */
    public static final String ANSWERS_ANOTHER = """
            EXISTS (SELECT FROM $.contribution answered JOIN $.member other ON other.id = answered.author
                    WHERE answered.id = c.in_reply_to AND answered.author <> c.author AND NOT other.automated)""";

    /** Whether the appreciation {@code a} is for no program: for a member, or for what is outside. */
    public static final String FOR_NO_PROGRAM = """
            NOT EXISTS (SELECT FROM $.member other WHERE other.id = a.receiver AND other.automated)""";

    private Interactions() {}
}
