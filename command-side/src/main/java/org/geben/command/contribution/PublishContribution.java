package org.geben.command.contribution;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.geben.command.CommandName;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a contribution.
 *
 * @param inReplyTo what an answer or a comment replies to; absent for every other kind
 * @param group where it is published; a reply takes the group of what it replies to
 * @param mentions the members whom it speaks of
 */
@CommandName(value = "contribution.publish", actor = "author", creates = true)
public record PublishContribution(
        @TargetAggregateIdentifier ContributionId contributionId,
        ContributionKind kind,
        MemberId author,
        @Nullable ContributionId inReplyTo,
        @Nullable GroupId group,
        Content content,
        List<MemberId> mentions) {

    /** One that mentions nobody. */
    public PublishContribution(
            ContributionId contributionId,
            ContributionKind kind,
            MemberId author,
            @Nullable ContributionId inReplyTo,
            @Nullable GroupId group,
            Content content) {
        this(contributionId, kind, author, inReplyTo, group, content, List.of());
    }
}
