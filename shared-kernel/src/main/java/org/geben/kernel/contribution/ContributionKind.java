package org.geben.kernel.contribution;

/** The forms in which members give to the community. */
public enum ContributionKind {
    POST,
    QUESTION,
    ANSWER,
    COMMENT,
    IDEA,
    ARTICLE,
    PRAISE;

    /** Whether it answers another contribution; the others open a thread of their own. */
    public boolean isReply() {
        return this == ANSWER || this == COMMENT;
    }
}
