package org.geben.kernel.contribution;

/** On whose behalf a contribution is hidden. */
public enum Authority {
    /** The community's: a moderator, community manager or administrator did it, or the operator. */
    COMMUNITY,
    /** The group's: one of its managers did it. */
    GROUP
}
