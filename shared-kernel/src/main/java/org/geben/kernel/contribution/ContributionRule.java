package org.geben.kernel.contribution;

import static org.geben.kernel.Rule.Breach.CONFLICT;
import static org.geben.kernel.Rule.Breach.NOT_ALLOWED;
import static org.geben.kernel.Rule.Breach.OUTDATED;
import static org.geben.kernel.Rule.Breach.UNACCEPTABLE;
import static org.geben.kernel.Rule.Breach.UNKNOWN;

import org.geben.kernel.Rule;

/** The rules of contributions. */
public enum ContributionRule implements Rule {
    CONTRIBUTION_UNKNOWN(UNKNOWN, "There is no such contribution."),
    CONTRIBUTION_ID_TAKEN(CONFLICT, "This id belongs to another contribution."),
    CONTRIBUTION_WITHDRAWN(CONFLICT, "The contribution was withdrawn; it takes no changes, replies or appreciations."),
    CONTRIBUTION_HIDDEN(
            CONFLICT,
            "The contribution is hidden; until it is restored it takes no changes, replies or appreciations."),
    NOT_THE_AUTHOR(NOT_ALLOWED, "Only its author may change or withdraw a contribution."),
    NOT_THE_ASKER(NOT_ALLOWED, "Only the asker accepts an answer."),
    REPLY_WITHOUT_PARENT(UNACCEPTABLE, "An answer or a comment names the contribution that it replies to."),
    ROOT_WITH_PARENT(UNACCEPTABLE, "Only answers and comments reply to another contribution."),
    REPLY_IN_ANOTHER_GROUP(UNACCEPTABLE, "A reply stays in the group of what it replies to."),
    REPLY_TOO_DEEP(UNACCEPTABLE, "A reply stands at most 10 deep beneath what opened the thread."),
    ANSWER_WITHOUT_QUESTION(UNACCEPTABLE, "An answer belongs to a question."),
    ACCEPTED_WITHOUT_QUESTION(UNACCEPTABLE, "Only a question has an accepted answer."),
    ACCEPTED_FROM_ELSEWHERE(UNACCEPTABLE, "The accepted answer must be an answer to this question."),
    CONTRIBUTION_TITLE_OUT_OF_BOUNDS(UNACCEPTABLE, "A title has 1 to 300 characters, and replies have none."),
    CONTRIBUTION_TEXT_OUT_OF_BOUNDS(UNACCEPTABLE, "A contribution's text has 1 to 100,000 characters."),
    CONTRIBUTION_TAGS_OUT_OF_BOUNDS(UNACCEPTABLE, "A contribution has at most 20 tags, each of 1 to 60 characters."),
    CONTRIBUTION_LANGUAGE_MALFORMED(UNACCEPTABLE, "A language is a BCP 47 tag, such as de or pt-BR."),
    CONTRIBUTION_LINKS_OUT_OF_BOUNDS(
            UNACCEPTABLE,
            "A contribution has at most 20 links, each an absolute http or https URI of at most 2,000 characters."),
    CONTRIBUTION_MENTIONS_OUT_OF_BOUNDS(UNACCEPTABLE, "A contribution mentions at most 50 members."),
    REVISION_OUTDATED(OUTDATED, "The contribution was revised meanwhile: read it anew before you revise it."),
    REPLY_SHARED(UNACCEPTABLE, "Only what opens a thread is shared with other groups."),
    SHARING_NOT_ALLOWED(
            NOT_ALLOWED,
            "A contribution is shared by its author, a manager of the other group or a community manager; out of a"
                    + " group that is not open by its author only."),
    REPORT_OF_ONES_OWN(NOT_ALLOWED, "Members do not report what they have published themselves."),
    RESTORING_ONES_OWN(NOT_ALLOWED, "Nobody restores their own contribution; that is for others to decide."),
    HIDING_NOT_ALLOWED(
            NOT_ALLOWED,
            "A contribution is hidden and restored by a moderator, community manager or administrator, or a manager of"
                    + " its group, who does not restore what those have hidden."),
    CONTRIBUTION_REASON_OUT_OF_BOUNDS(UNACCEPTABLE, "A reason has 1 to 2,000 characters.");

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
