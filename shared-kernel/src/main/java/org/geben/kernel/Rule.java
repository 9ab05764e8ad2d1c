package org.geben.kernel;

/**
 * A rule of the community's language. Its name is its stable code: clients and reports rely on it, so it is never
 * renamed. The rules of a feature are one enum in the feature's package.
 */
public interface Rule {
    /** The stable code, such as {@code APPRECIATION_OF_ONESELF}. */
    String name();

    Breach breach();

    /** What the rule says, as one sentence to the one who broke it. */
    String sentence();

    default RuleViolation broken() {
        return new RuleViolation(this, sentence());
    }

    /** The same breach, said with the figures of the case. */
    default RuleViolation broken(String sentence) {
        return new RuleViolation(this, sentence);
    }

    /** In which way a rule is broken; adapters turn it into their own terms. */
    enum Breach {
        /** What the command speaks of does not exist. */
        UNKNOWN,
        /** It may not be done by this member. */
        NOT_ALLOWED,
        /** It contradicts what has happened before. */
        CONFLICT,
        /** It was said of a state that is not the present one. */
        OUTDATED,
        /** What was sent can never be accepted, whatever happened before. */
        UNACCEPTABLE
    }
}
