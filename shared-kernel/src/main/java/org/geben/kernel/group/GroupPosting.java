package org.geben.kernel.group;

/** Who may open threads in a group; whoever may read it may reply. */
public enum GroupPosting {
    EVERYONE,
    MEMBERS,
    MANAGERS;

    /** What holds where nothing else was chosen. */
    public static GroupPosting usual(GroupAccess access) {
        return access == GroupAccess.OPEN ? EVERYONE : MEMBERS;
    }
}
