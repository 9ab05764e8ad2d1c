package org.geben.kernel.pledge;

/** What a leader gives. */
public enum PledgeUnit {
    HOURS,
    /** Contributions to others, and appreciations of them. */
    INTERACTIONS
}
