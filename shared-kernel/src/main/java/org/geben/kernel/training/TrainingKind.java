package org.geben.kernel.training;

/** The ways to help others to find their way. */
public enum TrainingKind {
    /** With something to learn. */
    TRAINING,
    /** Somebody is there for whatever is asked. */
    OFFICE_HOURS
}
