package org.geben.kernel.appreciation;

/** The ways to appreciate. */
public enum AppreciationKind {
    LIKE,
    THANKS,
    CELEBRATE,
    INSIGHTFUL,
    SUPPORT,
    /** With a message, and points where the community gives them. */
    KUDOS,
    /** One to five stars. */
    RATING
}
