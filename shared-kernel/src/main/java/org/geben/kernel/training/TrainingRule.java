package org.geben.kernel.training;

import static org.geben.kernel.Rule.Breach.CONFLICT;
import static org.geben.kernel.Rule.Breach.UNACCEPTABLE;
import static org.geben.kernel.Rule.Breach.UNKNOWN;

import org.geben.kernel.Rule;

/** The rules of trainings. */
public enum TrainingRule implements Rule {
    TRAINING_UNKNOWN(UNKNOWN, "There is no such training."),
    TRAINING_CANCELLED(CONFLICT, "The training was cancelled; it takes no sessions or enrolments."),
    TRAINING_TITLE_OUT_OF_BOUNDS(UNACCEPTABLE, "A training has a title of 1 to 300 characters."),
    TRAINING_DESCRIPTION_OUT_OF_BOUNDS(UNACCEPTABLE, "A training's description has at most 10,000 characters."),
    TRAINING_FOR_NOBODY(UNACCEPTABLE, "A training is offered for at least one level of digital comfort."),
    TRAINING_REASON_OUT_OF_BOUNDS(
            UNACCEPTABLE, "Whoever cancels a training, or a session of it, gives a reason of 1 to 2,000 characters."),
    SESSION_UNKNOWN(UNKNOWN, "The training has no such session."),
    SESSION_ENDS_TOO_EARLY(UNACCEPTABLE, "A session ends after it has begun."),
    SESSION_PLACES_OUT_OF_BOUNDS(UNACCEPTABLE, "A session has 1 to 1,000 places."),
    SESSION_WHERE_OUT_OF_BOUNDS(UNACCEPTABLE, "Where a session is held is said in 1 to 500 characters."),
    SESSION_FULL(CONFLICT, "The session has no place left."),
    SESSION_CANCELLED(CONFLICT, "The session was cancelled; nobody enrols in it or has completed it."),
    SESSION_HAS_BEGUN(
            CONFLICT, "The session has begun; it is not cancelled, and places are neither taken nor given back."),
    SESSION_NOT_BEGUN(CONFLICT, "The session has not begun; nobody has completed it."),
    NOT_ENROLLED(CONFLICT, "The member is not enrolled in this session.");

    private final Breach breach;
    private final String sentence;

    TrainingRule(Breach breach, String sentence) {
        this.breach = breach;
        this.sentence = sentence;
    }

    @Override
    public Breach breach() {
        return breach;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
