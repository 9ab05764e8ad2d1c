package org.geben.application.imports.stackexchange;

import org.geben.application.imports.intake.SkipReason;

/** What of a dump is not imported, and why. */
enum Omission implements SkipReason {
    NOT_A_CONTRIBUTION("Descriptions of tags and other pages of the site itself are not contributions."),
    AUTHOR_UNKNOWN("The dump does not say who wrote it."),
    DOWN_VOTE("A down-vote is not an appreciation."),
    BOUNTY("Bounties are not appreciations of a contribution."),
    MODERATION("Votes to close, delete, restore or review are not appreciations."),
    OTHER_VOTE("Only up-votes, favourites and accepted answers are appreciations."),
    QUESTION_NOT_THERE(
            "The question that this answer is accepted for is not in the dump, or names another answer now."),
    FILE_NOT_READ("Only Users, Posts, Comments and Votes are imported.");

    private final String sentence;

    Omission(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
