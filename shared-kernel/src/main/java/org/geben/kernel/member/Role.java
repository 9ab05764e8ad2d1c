package org.geben.kernel.member;

/** What a member may do, or stands for, beyond belonging to the community. */
public enum Role {
    MEMBER,
    /** Helps discreetly: welcomes, brings people together, works on the private list. */
    COMMUNITY_MANAGER,
    /** Leads people outside the community, and is expected to lead here by example. */
    LEADER,
    /** Hides what hurts, and suspends who hurts. */
    MODERATOR,
    /** Replays and verifies the history. */
    AUDITOR,
    /** Reads the streams of events on behalf of other systems. */
    INTEGRATOR,
    /** Grants the roles. */
    ADMIN;

    /** Whether the community must not be without one who has it. */
    public boolean isIndispensable() {
        return this == COMMUNITY_MANAGER || this == ADMIN;
    }
}
