package org.geben.command.contribution;

import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TAGS_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TEXT_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TITLE_OUT_OF_BOUNDS;

import org.geben.kernel.RuleViolation;
import org.geben.kernel.TextBounds;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionKind;

/** How much a contribution may say. Limits may change; what was published under older ones stays. */
final class ContentBounds {
    private static final TextBounds TITLE = new TextBounds(1, 300);
    private static final TextBounds TEXT = new TextBounds(1, 100_000);
    private static final TextBounds TAG = new TextBounds(1, 60);
    private static final int TAGS = 20;

    private ContentBounds() {}

    /** @throws RuleViolation of the rule for the part that is out of bounds */
    static void check(ContributionKind kind, Content content) {
        if (content.title() != null) {
            if (kind.isReply()) {
                throw CONTRIBUTION_TITLE_OUT_OF_BOUNDS.broken();
            }
            TITLE.check(CONTRIBUTION_TITLE_OUT_OF_BOUNDS, content.title());
        }
        TEXT.check(CONTRIBUTION_TEXT_OUT_OF_BOUNDS, content.text());
        if (content.tags().size() > TAGS) {
            throw CONTRIBUTION_TAGS_OUT_OF_BOUNDS.broken();
        }
        content.tags().forEach(tag -> TAG.check(CONTRIBUTION_TAGS_OUT_OF_BOUNDS, tag));
    }
}
