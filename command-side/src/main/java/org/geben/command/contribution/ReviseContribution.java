package org.geben.command.contribution;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.TextFormat;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Revises a contribution's content; a part that is null stays as it is, an empty title or language is taken away.
 *
 * @param mentions the members of whom it speaks then
 * @param expected the revision that is revised; absent for whichever is the last
 */
@CommandName(value = "contribution.revise", actor = "by")
public record ReviseContribution(
        @TargetAggregateIdentifier ContributionId contributionId,
        MemberId by,
        @Nullable String title,
        @Nullable String text,
        @Nullable TextFormat format,
        @Nullable List<String> tags,
        @Nullable String language,
        @Nullable List<String> links,
        @Nullable List<MemberId> mentions,
        @Nullable Long expected) {

    /** Revises whichever revision is the last; language, links and mentions stay as they are. */
    public ReviseContribution(
            ContributionId contributionId,
            MemberId by,
            @Nullable String title,
            @Nullable String text,
            @Nullable TextFormat format,
            @Nullable List<String> tags) {
        this(contributionId, by, title, text, format, tags, null, null, null, null);
    }

    Content revise(Content content) {
        return new Content(
                title == null ? content.title() : title.isEmpty() ? null : title,
                text == null ? content.text() : text,
                format == null ? content.format() : format,
                tags == null ? content.tags() : tags,
                language == null ? content.language() : language.isEmpty() ? null : language,
                links == null ? content.links() : links);
    }
}
