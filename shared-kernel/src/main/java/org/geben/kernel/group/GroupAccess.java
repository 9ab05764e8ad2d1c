package org.geben.kernel.group;

/** Who may read a group and join it. */
public enum GroupAccess {
    /** Everyone reads, everyone may join. */
    OPEN,
    /** Members read; who wants to join asks. */
    CLOSED,
    /** Only members know of it. */
    SECRET
}
