package org.geben.command.contribution;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.TextFormat;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** Revises a contribution's content; a part that is null stays as it is, an empty title is taken away. */
public record ReviseContribution(
        @TargetAggregateIdentifier ContributionId contributionId,
        MemberId by,
        @Nullable String title,
        @Nullable String text,
        @Nullable TextFormat format,
        @Nullable List<String> tags) {

    Content revise(Content content) {
        return new Content(
                title == null ? content.title() : title.isEmpty() ? null : title,
                text == null ? content.text() : text,
                format == null ? content.format() : format,
                tags == null ? content.tags() : tags);
    }
}
