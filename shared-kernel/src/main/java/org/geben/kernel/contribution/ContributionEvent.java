package org.geben.kernel.contribution;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.geben.kernel.group.GroupId;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/** What happens to a contribution, from its publication on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ContributionEvent {
    ContributionId contributionId();

    /**
     * @param inReplyTo what it answers; absent for a root
     * @param root the contribution that opened the thread; itself for a root
     * @param group where it was published; absent for the whole community
     */
    record ContributionPublished(
            ContributionId contributionId,
            ContributionKind kind,
            MemberId author,
            @Nullable ContributionId inReplyTo,
            ContributionId root,
            @Nullable GroupId group,
            Content content)
            implements ContributionEvent {}

    /** The content as it is from now on. */
    record ContributionRevised(ContributionId contributionId, Content content) implements ContributionEvent {}

    record ContributionWithdrawn(ContributionId contributionId) implements ContributionEvent {}

    /** The asker found the answer that helps. Accepting another answer later replaces the first. */
    record AnswerAccepted(ContributionId contributionId, ContributionId answer) implements ContributionEvent {}
}
