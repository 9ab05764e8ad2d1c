package org.geben.command.contribution;

import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_LANGUAGE_MALFORMED;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_LINKS_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TAGS_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TEXT_OUT_OF_BOUNDS;
import static org.geben.kernel.contribution.ContributionRule.CONTRIBUTION_TITLE_OUT_OF_BOUNDS;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.geben.kernel.RuleViolation;
import org.geben.kernel.TextBounds;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionKind;

/** How much a contribution may say. Limits may change; what was published under older ones stays. */
final class ContentBounds {
    private static final TextBounds TITLE = TextBounds.line(1, 300);
    private static final TextBounds TEXT = new TextBounds(1, 100_000);
    private static final TextBounds TAG = TextBounds.line(1, 60);
    private static final int TAGS = 20;
    private static final int LONGEST_LANGUAGE = 35;
    private static final int LINKS = 20;
    private static final int LONGEST_LINK = 2_000;

    private ContentBounds() {}

    /** @throws RuleViolation of the rule for the part that is out of bounds */
    static void check(ContributionKind kind, Content content) {
        if (content.title() != null) {
            if (kind.isReply()) {
                throw CONTRIBUTION_TITLE_OUT_OF_BOUNDS.broken().about("title");
            }
            TITLE.check(CONTRIBUTION_TITLE_OUT_OF_BOUNDS, "title", content.title());
        }
        TEXT.check(CONTRIBUTION_TEXT_OUT_OF_BOUNDS, "text", content.text());
        if (content.tags().size() > TAGS) {
            throw CONTRIBUTION_TAGS_OUT_OF_BOUNDS.broken().about("tags");
        }
        for (int i = 0; i < content.tags().size(); i++) {
            TAG.check(
                    CONTRIBUTION_TAGS_OUT_OF_BOUNDS, "tags/" + i, content.tags().get(i));
        }
        if (content.language() != null && !isLanguage(content.language())) {
            throw CONTRIBUTION_LANGUAGE_MALFORMED.broken().about("language");
        }
        if (content.links().size() > LINKS || !content.links().stream().allMatch(ContentBounds::isLink)) {
            throw CONTRIBUTION_LINKS_OUT_OF_BOUNDS.broken().about("links");
        }
    }

    private static boolean isLanguage(String tag) {
        try {
            return !tag.isEmpty()
                    && tag.length() <= LONGEST_LANGUAGE
                    && !new Locale.Builder()
                            .setLanguageTag(tag)
                            .build()
                            .getLanguage()
                            .isEmpty();
        } catch (IllformedLocaleException none) {
            return false;
        }
    }

    private static boolean isLink(String text) {
        try {
            URI link = new URI(text);
            return text.length() <= LONGEST_LINK
                    && ("http".equalsIgnoreCase(link.getScheme()) || "https".equalsIgnoreCase(link.getScheme()))
                    && link.getRawAuthority() != null;
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
