package org.geben.kernel.contribution;

import static org.geben.kernel.Rule.Breach.CONFLICT;
import static org.geben.kernel.Rule.Breach.NOT_ALLOWED;
import static org.geben.kernel.Rule.Breach.UNACCEPTABLE;
import static org.geben.kernel.Rule.Breach.UNKNOWN;

import org.geben.kernel.Rule;

/** The rules of contributions. */
public enum ContributionRule implements Rule {
    CONTRIBUTION_UNKNOWN(UNKNOWN, "There is no such contribution."),
    CONTRIBUTION_ID_TAKEN(CONFLICT, "This id belongs to another contribution."),
    CONTRIBUTION_WITHDRAWN(CONFLICT, "The contribution was withdrawn; it takes no changes, replies or appreciations."),
    NOT_THE_AUTHOR(NOT_ALLOWED, "Only its author may change or withdraw a contribution."),
    NOT_THE_ASKER(NOT_ALLOWED, "Only the asker accepts an answer."),
    REPLY_WITHOUT_PARENT(UNACCEPTABLE, "An answer or a comment names the contribution that it replies to."),
    ROOT_WITH_PARENT(UNACCEPTABLE, "Only answers and comments reply to another contribution."),
    REPLY_IN_ANOTHER_GROUP(UNACCEPTABLE, "A reply stays in the group of what it replies to."),
    ANSWER_WITHOUT_QUESTION(UNACCEPTABLE, "An answer belongs to a question."),
    ACCEPTED_WITHOUT_QUESTION(UNACCEPTABLE, "Only a question has an accepted answer."),
    ACCEPTED_FROM_ELSEWHERE(UNACCEPTABLE, "The accepted answer must be an answer to this question."),
    CONTRIBUTION_TITLE_OUT_OF_BOUNDS(UNACCEPTABLE, "A title has 1 to 300 characters, and replies have none."),
    CONTRIBUTION_TEXT_OUT_OF_BOUNDS(UNACCEPTABLE, "A contribution's text has 1 to 100,000 characters."),
    CONTRIBUTION_TAGS_OUT_OF_BOUNDS(UNACCEPTABLE, "A contribution has at most 20 tags, each of 1 to 60 characters.");

    private final Breach breach;
    private final String sentence;

    ContributionRule(Breach breach, String sentence) {
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
