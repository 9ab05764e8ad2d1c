package org.geben.kernel.outreach;

/** Why a member may need a hand. */
public enum Cause {
    /** Nobody has greeted the newcomer. */
    NEWCOMER_UNWELCOMED,
    /** The member has contributed for the first time, which is worth celebrating. */
    FIRST_CONTRIBUTION,
    /** Nobody else has replied to what the member wrote. */
    UNANSWERED,
    /** The member contributes, and nobody ever said thanks. */
    NEVER_THANKED,
    /** The member used to take part regularly. */
    GONE_QUIET,
    /** The member is to lead by example, and is not seen. */
    LEADER_ABSENT,
    /** A group rests on this member alone. */
    SINGLE_HELPER
}
